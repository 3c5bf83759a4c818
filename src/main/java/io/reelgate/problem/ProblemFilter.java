package io.reelgate.problem;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/// Answers for exceptions that no controller threw: those of filters, such as a database that does
/// not answer when a key is looked up.
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
class ProblemFilter extends OncePerRequestFilter {
  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    try {
      chain.doFilter(request, response);
    } catch (RuntimeException | ServletException exception) {
      if (response.isCommitted()) {
        throw exception;
      }
      ProblemException problem = ProblemMapping.of(exception);
      ProblemLog.write(problem, exception);
      ProblemWriter.write(response, problem);
    }
  }
}

package io.reelgate.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.MediaType;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.accept.ContentNegotiationStrategy;
import org.springframework.web.accept.HeaderContentNegotiationStrategy;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.servlet.config.annotation.ContentNegotiationConfigurer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/// Under {@code /v1} a route has one kind of answer, whatever the client says it accepts: clients
/// send all kinds of {@code Accept} and are served all the same.
@Configuration(proxyBeanMethods = false)
class NegotiationConfiguration implements WebMvcConfigurer {
  @Override
  public void configureContentNegotiation(ContentNegotiationConfigurer configurer) {
    configurer.strategies(List.of(new OneKind()));
  }

  private static final class OneKind implements ContentNegotiationStrategy {
    private final ContentNegotiationStrategy elsewhere = new HeaderContentNegotiationStrategy();

    @Override
    public List<MediaType> resolveMediaTypes(NativeWebRequest request)
        throws HttpMediaTypeNotAcceptableException {
      HttpServletRequest servletRequest = request.getNativeRequest(HttpServletRequest.class);
      return servletRequest != null && servletRequest.getRequestURI().startsWith("/v1/")
          ? MEDIA_TYPE_ALL_LIST
          : elsewhere.resolveMediaTypes(request);
    }
  }
}

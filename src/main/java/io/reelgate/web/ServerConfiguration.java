package io.reelgate.web;

import org.apache.catalina.Context;
import org.apache.catalina.core.StandardHost;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Component;

/// Adds what the embedded server must do outside of the application's filters. Comes last, so that
/// its error report lies inside the framework's own and is the one that is written.
@Component
class ServerConfiguration
    implements WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory>, Ordered {
  @Override
  public void customize(ConfigurableTomcatWebServerFactory factory) {
    factory.addEngineValves(new HangUpValve());
    factory.addContextCustomizers(ServerConfiguration::reportRefusals);
  }

  private static void reportRefusals(Context context) {
    StandardHost host = (StandardHost) context.getParent();
    host.setErrorReportValveClass(RefusalValve.class.getName());
    host.getPipeline().addValve(new RefusalValve());
  }

  @Override
  public int getOrder() {
    return LOWEST_PRECEDENCE;
  }
}

package io.trovex.stage.web;

import org.apache.catalina.core.StandardHost;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;

/** Makes Tomcat's own refusals problems. Runs last, so that ours is the innermost of the valves that report. */
class TomcatRefusals implements WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> {
    private final Problems problems;

    TomcatRefusals(Problems problems) {
        this.problems = problems;
    }

    @Override
    public void customize(ConfigurableTomcatWebServerFactory factory) {
        factory.addContextCustomizers(context -> {
            StandardHost host = (StandardHost) context.getParent();
            host.setErrorReportValveClass(ProblemReportValve.class.getName());
            host.getPipeline().addValve(new ProblemReportValve(problems));
        });
    }
}

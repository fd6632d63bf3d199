package io.trovex.ingest.lag.kafka;

import io.trovex.ingest.PeriodicTask;
import io.trovex.ingest.lag.LastSample;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Sets the monitor's own clock going. */
@Configuration(proxyBeanMethods = false)
class LagConfiguration {

    @Bean
    LastSample lastLagSample(LagProperties properties) {
        return new LastSample(properties.interval());
    }

    @Bean
    PeriodicTask lagMonitorTask(LagMonitor monitor, LagProperties properties) {
        return new PeriodicTask("lag-monitor", properties.interval(), monitor::sample);
    }
}

package io.trovex.stage.objects;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where bodies over the inline limit lie.
 *
 * @param directory shared by all services of a deployment
 */
@ConfigurationProperties("trovex.objects")
record ObjectStoreProperties(@DefaultValue("./data/objects") Path directory) {}

package io.trovex.ingest.upload.extraction;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;

/** The command of another JVM on this one's class path, be it a list of jars or one executable jar. */
final class JavaCommand {
    private static final String LAUNCHER = "org.springframework.boot.loader.launch.PropertiesLauncher";

    private JavaCommand() {}

    static List<String> of(Class<?> main, List<String> options, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        String classPath = System.getProperty("java.class.path");
        command.addAll(List.of("-cp", classPath));
        if (isExecutableJar(classPath)) {
            command.addAll(List.of("-Dloader.main=" + main.getName(), LAUNCHER));
        } else {
            command.add(main.getName());
        }
        command.addAll(arguments);
        return command;
    }

    private static boolean isExecutableJar(String classPath) throws IOException {
        if (!classPath.endsWith(".jar") || classPath.contains(System.getProperty("path.separator"))) {
            return false;
        }
        try (JarFile jar = new JarFile(classPath)) {
            return jar.getEntry("BOOT-INF/") != null;
        }
    }
}

package baton.app.embedded;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command line of embedded Cassandra's process. */
final class CassandraCommand {
  /** From this version on a JVM warns about native access unless it is allowed. */
  private static final int WARNS_OF_NATIVE_ACCESS = 24;

  private static final List<String> EXPORTS =
      List.of(
          "java.base/jdk.internal.misc",
          "java.base/java.lang.ref",
          "java.management.rmi/com.sun.jmx.remote.internal.rmi",
          "java.rmi/sun.rmi.registry",
          "java.rmi/sun.rmi.server",
          "java.sql/java.sql",
          "jdk.unsupported/sun.misc",
          "jdk.attach/sun.tools.attach");

  private static final List<String> OPENS =
      List.of(
          "java.base/java.lang",
          "java.base/java.io",
          "java.base/java.nio",
          "java.base/java.util",
          "java.base/java.util.concurrent",
          "java.base/java.util.concurrent.atomic",
          "java.base/java.lang.module",
          "java.base/java.lang.reflect",
          "java.base/sun.nio.ch",
          "java.base/jdk.internal.loader",
          "java.base/jdk.internal.ref",
          "java.base/jdk.internal.reflect",
          "java.base/jdk.internal.math",
          "java.base/jdk.internal.module",
          "java.base/jdk.internal.util.jar",
          "jdk.management/com.sun.management.internal");

  private CassandraCommand() {}

  static List<String> of(CassandraPlace place, JavaHome java, Path configuration, long owner) {
    var command = new ArrayList<String>();
    // Signals of the terminal and of the process group go to the owner, which drains first.
    command.addAll(List.of("/bin/sh", "-c", "trap '' INT TERM HUP; exec \"$@\"", "cassandra"));
    command.add(java.executable().toString());
    EXPORTS.forEach(name -> command.add("--add-exports=" + name + "=ALL-UNNAMED"));
    OPENS.forEach(name -> command.add("--add-opens=" + name + "=ALL-UNNAMED"));
    if (java.version() >= WARNS_OF_NATIVE_ACCESS) {
      command.add("--enable-native-access=ALL-UNNAMED");
      command.add("--sun-misc-unsafe-memory-access=allow");
    }
    command.add("-Djdk.attach.allowAttachSelf=true");
    command.add("-XX:+ExitOnOutOfMemoryError");
    command.add("-Xms256m");
    command.add("-Xmx" + place.heapMebibytes() + "m");
    command.add("-XX:-UsePerfData");
    command.addAll(place.flags());
    command.add("-Dcassandra.config=" + configuration.resolve("cassandra.yaml").toUri());
    command.add("-Dlogback.configurationFile=" + configuration.resolve("logback.xml"));
    command.add("-Dcassandra.storagedir=" + place.data());
    command.add("-Dcassandra.logdir=" + place.data());
    command.add("-Dcassandra-foreground=yes");
    command.add("-Dcassandra.ring_delay_ms=0");
    command.add("-Dcassandra.skip_wait_for_gossip_to_settle=0");
    command.add("-Dcassandra.superuser_setup_delay_ms=0");
    command.add("-Dcassandra.shutdown_announce_in_ms=0");
    command.add("-cp");
    command.add(place.home().resolve("classes") + File.pathSeparator + jars(place.home()));
    command.add("baton.embedded.GuardedCassandra");
    command.add(Long.toString(owner));
    command.add(place.data().toString());
    return command;
  }

  private static String jars(Path home) {
    return home.resolve("lib").resolve("*").toString();
  }
}

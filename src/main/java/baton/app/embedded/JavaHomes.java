package baton.app.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The JDKs installed on this machine, as far as the usual folders tell. */
final class JavaHomes {
  /** The newest release that Cassandra supports by itself. */
  static final int PREFERRED = 17;

  private static final Pattern TOOLCHAIN = Pattern.compile("<jdkHome>\\s*(.*?)\\s*</jdkHome>");

  private JavaHomes() {}

  /** The JDK at {@code asked}, else a JDK 17 if there is one, else the JDK that runs this node. */
  static JavaHome forCassandra(Optional<Path> asked) {
    if (asked.isPresent()) {
      return JavaHome.at(asked.get())
          .orElseThrow(() ->
              new CassandraFailed(
                  asked.get()
                      + " is not a JDK: set baton.cassandra-java to a folder that has bin/java,"
                      + " or leave it out"));
    }
    return candidates()
        .flatMap(folder -> JavaHome.at(folder).stream())
        .filter(java -> java.version() == PREFERRED)
        .findFirst()
        .orElseGet(JavaHome::running);
  }

  private static Stream<Path> candidates() {
    var user = Path.of(System.getProperty("user.home"));
    var named =
        Stream.ofNullable(System.getenv("JAVA_HOME"))
            .filter(folder -> !folder.isBlank())
            .map(Path::of);
    var installed =
        Stream.of(
                Path.of("/usr/lib/jvm"),
                Path.of("/usr/java"),
                Path.of("/opt"),
                Path.of("/opt/java"),
                user.resolve(".sdkman/candidates/java"),
                user.resolve(".jdks"),
                Path.of("/Library/Java/JavaVirtualMachines"),
                user.resolve("Library/Java/JavaVirtualMachines"))
            .flatMap(JavaHomes::folders)
            .flatMap(folder -> Stream.of(folder, folder.resolve("Contents/Home")));
    return Stream.of(named, toolchains(user.resolve(".m2/toolchains.xml")), installed)
        .flatMap(folders -> folders);
  }

  private static Stream<Path> folders(Path parent) {
    try (var children = Files.list(parent)) {
      return children.filter(Files::isDirectory).sorted().toList().stream();
    } catch (IOException absent) {
      return Stream.empty();
    }
  }

  private static Stream<Path> toolchains(Path file) {
    try {
      return TOOLCHAIN
          .matcher(Files.readString(file))
          .results()
          .map((MatchResult home) -> Path.of(home.group(1)));
    } catch (IOException absent) {
      return Stream.empty();
    }
  }
}

package baton.app.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.datastax.oss.driver.api.core.CqlSession;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starts, ends and kills real Cassandras; each test has a data folder of its own. */
class EmbeddedCassandraIT {
  private static final Path HOME =
      Path.of(System.getProperty("baton.cassandra-home", "target/cassandra"));

  @TempDir Path data;

  @Test
  void keepsItsDataBetweenStarts() {
    var place = CassandraPlace.of(HOME, data).forShort();
    try (var first = EmbeddedCassandra.start(place);
        var session = connect(first)) {
      session.execute(
          "CREATE KEYSPACE kept WITH replication = {'class': 'SimpleStrategy',"
              + " 'replication_factor': 1}");
      session.execute("CREATE TABLE kept.words (word text PRIMARY KEY)");
      session.execute("INSERT INTO kept.words (word) VALUES ('orderly')");
    }
    try (var second = EmbeddedCassandra.start(place)) {
      try (var session = connect(second)) {
        session.execute("INSERT INTO kept.words (word) VALUES ('killed')");
      }
      second.kill();
    }
    try (var third = EmbeddedCassandra.start(place);
        var session = connect(third)) {
      var words = session.execute("SELECT word FROM kept.words").all();
      assertThat(words)
          .extracting(row -> row.getString("word"))
          .containsExactlyInAnyOrder("orderly", "killed");
    }
  }

  @Test
  void leavesWhenItsOwnerIsKilledAndLetsTheNextOneStart() throws IOException {
    var owner = startOwner();
    var pid = Long.parseLong(reader(owner).readLine());
    assertThat(ProcessHandle.of(pid)).isPresent();

    owner.destroyForcibly();
    try (var next = EmbeddedCassandra.start(CassandraPlace.of(HOME, data).forShort())) {
      assertThat(next.pid()).isNotEqualTo(pid);
      assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
    }
  }

  @Test
  void isGoneWithinTenSecondsOfItsOwnersDeath() throws IOException {
    var owner = startOwner();
    var child = ProcessHandle.of(Long.parseLong(reader(owner).readLine())).orElseThrow();

    owner.destroyForcibly();

    await().atMost(Duration.ofSeconds(10)).until(() -> !child.isAlive());
  }

  @Test
  void refusesDataThatIsInUseAndSaysByWhom() {
    var place = CassandraPlace.of(HOME, data).forShort();
    try (var first = EmbeddedCassandra.start(place)) {
      assertThatThrownBy(() -> EmbeddedCassandra.start(place))
          .isInstanceOf(CassandraFailed.class)
          .hasMessageContaining("in use by process " + first.pid())
          .hasMessageContaining("-Dbaton.data");
      assertThat(first.ended()).isNotDone();
    }
  }

  @Test
  void runsOnTheJdkOfThisTestToo() {
    var running = JavaHome.running();
    assumeThat(running.version()).isGreaterThan(JavaHomes.PREFERRED);
    var place = CassandraPlace.of(HOME, data).forShort().withJava(running.folder());
    try (var cassandra = EmbeddedCassandra.start(place);
        var session = connect(cassandra)) {
      assertThat(cassandra.javaVersion()).isEqualTo(running.version());
      assertThat(session.execute("SELECT release_version FROM system.local").one()).isNotNull();
    }
  }

  @Test
  void refusesAPortThatIsTaken() throws IOException {
    try (var taken = new ServerSocket(0)) {
      var place = CassandraPlace.of(HOME, data).forShort().withPort(taken.getLocalPort());
      assertThatThrownBy(() -> EmbeddedCassandra.start(place))
          .isInstanceOf(CassandraFailed.class)
          .hasMessageContaining("Port " + taken.getLocalPort() + " is taken");
    }
  }

  private Process startOwner() throws IOException {
    var java = JavaHome.running().executable().toString();
    var path = folder(CassandraOwner.class) + File.pathSeparator + folder(EmbeddedCassandra.class);
    var owner = CassandraOwner.class.getName();
    return new ProcessBuilder(java, "-cp", path, owner, HOME.toString(), data.toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static String folder(Class<?> type) {
    return type.getProtectionDomain().getCodeSource().getLocation().getPath();
  }

  private static BufferedReader reader(Process process) {
    return new BufferedReader(
        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  private static CqlSession connect(EmbeddedCassandra cassandra) {
    return CqlSession.builder()
        .addContactPoint(cassandra.address())
        .withLocalDatacenter("datacenter1")
        .build();
  }
}

package baton.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import baton.app.CassandraForTests;
import baton.document.Document.Format;
import baton.document.Versions.Head;
import baton.document.Versions.Kind;
import baton.document.Versions.State;
import baton.document.Versions.Stored;
import baton.document.Versions.Version;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class VersionsIT {
  private static final Instant NOW = Instant.parse("2026-01-31T10:00:00Z");

  private final String name = "n" + UUID.randomUUID().toString().replace('-', '_');
  private final Versions here = store();
  private final Versions there = store();

  private static Versions store() {
    return Versions.create(
        CassandraForTests.session(), Kind.ORCHESTRATION, InstantSource.fixed(NOW));
  }

  @AfterEach
  void close() {
    here.close();
    there.close();
  }

  private Stored put(Versions store, String text) {
    return get(store.put(name, "Label of " + text, text, Format.YAML, "ada"));
  }

  @Test
  void eachNewTextIsTheNextVersion() {
    assertThat(put(here, "one")).isEqualTo(new Stored(1, true));
    assertThat(put(here, "two")).isEqualTo(new Stored(2, true));
    assertThat(put(there, "two")).isEqualTo(new Stored(2, false));
    assertThat(put(there, "one")).isEqualTo(new Stored(3, true));
    assertThat(get(here.put(name, "", "one", Format.JSON, "ada"))).isEqualTo(new Stored(4, true));
    assertThat(get(here.head(name))).contains(new Head(name, "", 4, null, NOW));
    assertThat(get(here.list())).extracting(Head::name).contains(name);
    assertThat(get(there.versions(name)))
        .contains(new Version(2, State.DRAFT, "Label of two", Format.YAML, "ada", NOW))
        .extracting(Version::number)
        .containsExactly(4, 3, 2, 1);
    assertThat(get(there.text(name, 2)))
        .contains(new Versions.Text(name, 2, "Label of two", Format.YAML, "two"));
    assertThat(get(there.text(name, 5))).isEmpty();
  }

  @Test
  void textsPutAtOnceGetDifferentNumbers() {
    var stored = new ArrayList<CompletionStage<Stored>>();
    for (var i = 0; i < 20; i++) {
      stored.add((i % 2 == 0 ? here : there).put(name, "", "text " + i, Format.YAML, "ada"));
    }
    var numbers = stored.stream().map(stage -> get(stage).version()).toList();
    assertThat(numbers).doesNotHaveDuplicates();
    var versions = get(here.versions(name));
    assertThat(versions).hasSize(20);
    for (var i = 0; i < 20; i++) {
      assertThat(get(here.text(name, numbers.get(i))).orElseThrow().text()).isEqualTo("text " + i);
    }
  }

  @Test
  void theSameTextPutAtOnceIsOneVersion() {
    var stored = new ArrayList<CompletionStage<Stored>>();
    for (var i = 0; i < 10; i++) {
      stored.add((i % 2 == 0 ? here : there).put(name, "", "same", Format.YAML, "ada"));
    }
    assertThat(stored).allSatisfy(stage -> assertThat(get(stage).version()).isEqualTo(1));
    assertThat(stored.stream().filter(stage -> get(stage).created())).hasSize(1);
  }

  @Test
  void aRowLeftByACrashBeforeTheHeadMovedIsPassedOver() {
    var tables = new VersionTables(CassandraForTests.session(), Kind.ORCHESTRATION);
    var lost = new VersionTables.NewText(name, "", "lost", Format.YAML, "bob", NOW);
    assertThat(get(tables.insert(lost, 1))).isTrue();
    assertThat(get(here.list())).extracting(Head::name).doesNotContain(name);
    assertThat(put(here, "mine")).isEqualTo(new Stored(2, true));
    assertThat(get(here.versions(name))).extracting(Version::number).containsExactly(2, 1);
  }

  @Test
  void activationMakesTheOneBeforeObsolete() {
    put(here, "one");
    put(here, "two");
    put(here, "three");
    assertThat(get(here.activate(name, 1, "ada")).orElseThrow().active()).isEqualTo(1);
    assertThat(get(here.activate(name, 3, "ada")).orElseThrow())
        .isEqualTo(new Head(name, "Label of three", 3, 3, NOW));
    assertThat(states()).containsExactly(State.ACTIVE, State.DRAFT, State.OBSOLETE);
    get(here.activate(name, 1, "ada"));
    assertThat(get(here.head(name)).orElseThrow().label()).isEqualTo("Label of one");
    assertThat(states()).containsExactly(State.OBSOLETE, State.DRAFT, State.ACTIVE);
    assertThat(get(here.state(name, 1))).contains(State.ACTIVE);
    assertThat(get(here.state(name, 2))).contains(State.DRAFT);
    assertThat(get(here.state(name, 4))).isEmpty();
  }

  private List<State> states() {
    return get(here.versions(name)).stream().map(Version::state).toList();
  }

  @Test
  void whatIsNotThereCannotBeActivated() {
    assertThat(get(here.activate(name, 1, "ada"))).isEmpty();
    put(here, "one");
    assertThat(get(here.activate(name, 2, "ada"))).isEmpty();
    assertThat(get(here.activate(name, 0, "ada"))).isEmpty();
    assertThat(get(here.head(name)).orElseThrow().active()).isNull();
  }

  @Test
  void aLocalActivationShowsAtOnceAndElsewhereSoon() {
    get(here.start());
    get(there.start());
    put(here, "one");
    put(here, "two");
    assertThat(here.activeVersion(name)).isNull();
    get(here.activate(name, 1, "ada"));
    assertThat(here.activeVersion(name)).isEqualTo(1);
    assertThat(get(there.active(name))).contains(1);
    get(there.activate(name, 2, "ada"));
    assertThat(there.activeVersion(name)).isEqualTo(2);
    await()
        .atMost(10, TimeUnit.SECONDS)
        .until(() -> Integer.valueOf(2).equals(here.activeVersion(name)));
  }

  @Test
  void activationsFromTwoStoresLeaveOneActive() {
    put(here, "one");
    put(here, "two");
    var stages = new ArrayList<CompletionStage<?>>();
    for (var i = 0; i < 10; i++) {
      stages.add((i % 2 == 0 ? here : there).activate(name, 1 + i % 2, "ada"));
    }
    stages.forEach(VersionsIT::get);
    assertThat(states()).containsExactlyInAnyOrder(State.ACTIVE, State.OBSOLETE);
    var active = get(here.head(name)).orElseThrow().active();
    for (var store : List.of(here, there)) {
      get(store.start());
      assertThat(store.activeVersion(name)).isEqualTo(active);
    }
  }

  private static <T> T get(CompletionStage<T> stage) {
    return stage.toCompletableFuture().orTimeout(60, TimeUnit.SECONDS).join();
  }
}

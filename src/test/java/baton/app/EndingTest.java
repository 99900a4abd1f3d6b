package baton.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class EndingTest {
  private final ArrayList<String> closed = new ArrayList<>();

  @Test
  void closesWhatWasOpenedLastFirst() {
    var ending = new Ending();
    ending.add(() -> closed.add("cassandra"));
    ending.add(() -> closed.add("node"));
    ending.run();
    assertThat(closed).containsExactly("node", "cassandra");
  }

  @Test
  void goesOnAfterAFailure() {
    var ending = new Ending();
    ending.add(() -> closed.add("cassandra"));
    ending.add(() -> {
      throw new IllegalStateException("the node does not stop");
    });
    ending.run();
    assertThat(closed).containsExactly("cassandra");
  }

  @Test
  void closesAtOnceWhatIsOpenedDuringTheEnd() {
    var ending = new Ending();
    ending.run();
    assertThat(ending.begun()).isTrue();
    ending.add(() -> closed.add("late"));
    assertThat(closed).containsExactly("late");
  }
}

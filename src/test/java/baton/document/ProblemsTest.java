package baton.document;

import static org.assertj.core.api.Assertions.assertThat;

import baton.expression.Place;
import baton.expression.Problem;
import org.junit.jupiter.api.Test;

class ProblemsTest {
  private final Problems problems = new Problems();

  private void tell(int line) {
    problems.accept(Problem.warning(new Place("a.yaml", "", line, 1), "line " + line, "change it"));
  }

  @Test
  void eachIsListedOnceInTheOrderOfPlaces() {
    tell(3);
    tell(1);
    tell(3);
    assertThat(problems.list()).extracting(Problem::message).containsExactly("line 1", "line 3");
    assertThat(problems.hasErrors()).isFalse();
    problems.accept(Problem.error(Place.NOWHERE, "wrong", "change it"));
    assertThat(problems.hasErrors()).isTrue();
  }

  @Test
  void atMostSoManyAreTold() {
    for (var line = 1; line <= Problems.MAX; line++) {
      tell(line);
    }
    assertThat(problems.list()).hasSize(Problems.MAX);
    tell(Problems.MAX + 1);
    assertThat(problems.list()).hasSize(Problems.MAX + 1);
    assertThat(problems.list().get(Problems.MAX).message()).contains("more problems");
  }
}

package baton.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListRebuildTest {
  @ParameterizedTest
  @CsvSource({
    "-9223372036854775807, -9223372036854775807",
    "0, 0",
    "9223372036854775807, 9223372036854775807",
    "9999999999999999999, 9223372036854775807"
  })
  void aCursorIsAPlace(String cursor, long place) {
    assertThat(ListRebuild.place(Optional.of(cursor))).contains(place);
  }

  @Test
  void withoutACursorItBeginsAtTheBeginningAndWhatIsNoCursorIsNoPlace() {
    assertThat(ListRebuild.place(Optional.empty())).contains(Long.MIN_VALUE);
    assertThat(ListRebuild.place(Optional.of("here"))).isEmpty();
    assertThat(ListRebuild.place(Optional.of("99999999999999999999"))).isEmpty();
  }
}

package baton.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CqlTextTest {
  @Test
  void splitsAtSemicolonsOnly() {
    assertThat(CqlText.statements("A b;\n\n C\n d ;E")).containsExactly("A b", "C\n d", "E");
  }

  @Test
  void leavesCommentsOut() {
    assertThat(CqlText.statements("-- a; b\nA // c;\n B /* d;\n e */ C; -- end"))
        .containsExactly("A \n B  C");
  }

  @Test
  void keepsWhatIsQuoted() {
    assertThat(CqlText.statements("INSERT 'a;--b''c;' \"d;\"; B"))
        .containsExactly("INSERT 'a;--b''c;' \"d;\"", "B");
  }

  @Test
  void endsAnOpenQuoteWithTheText() {
    assertThat(CqlText.statements("A 'open; ")).containsExactly("A 'open;");
  }

  @Test
  void findsNothingInEmptyText() {
    assertThat(CqlText.statements(" ;; -- x")).isEmpty();
  }
}

package baton.task;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TaskIdTest {
  @Test
  void anIdReadsBack() {
    var id = new TaskId("a.b-c_d", "01930f5e-0000-7000-8000-000000000001", "step_1", 2, 3);

    assertThat(id.text()).isEqualTo("a.b-c_d~01930f5e-0000-7000-8000-000000000001~step_1~2~3");
    assertThat(TaskId.parse(id.text())).contains(id);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "a~b~c~1", "a~b~c~1~x", "a~b~c~1~9999999999", "a b~c~d~1~1"})
  void whatIsNoIdIsNotRead(String text) {
    assertThat(TaskId.parse(text)).isEmpty();
  }
}

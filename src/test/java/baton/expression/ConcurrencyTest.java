package baton.expression;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.IntNode;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class ConcurrencyTest {
  @Test
  void oneExpressionServesManyThreadsAtOnce() throws Exception {
    var expression =
        Example.expression("lines.map(line, line.n * amount).size() == 2 && amount * 2 > amount");
    var doubled = Example.expression("tags.map(tag, tag + TEXT(amount))[0]");
    var jobs = new ArrayList<Callable<Boolean>>();
    for (var thread = 1; thread <= 8; thread++) {
      var amount = IntNode.valueOf(thread);
      Bindings bindings = name -> name.equals("amount") ? amount : Example.DATA.path(name);
      jobs.add(() -> {
        for (var each = 0; each < 2_000; each++) {
          if (!expression.evaluate(bindings).booleanValue()
              || !doubled.evaluate(bindings).textValue().equals("a" + amount)) {
            return false;
          }
        }
        return true;
      });
    }
    try (var threads = Executors.newFixedThreadPool(8)) {
      for (var each : threads.invokeAll(jobs)) {
        assertThat(each.get()).isTrue();
      }
    }
  }
}

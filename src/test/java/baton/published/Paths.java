package baton.published;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Every way through something that asks what to do whenever there is a choice: it is gone through
 * again and again, each time with the last choice that has another option taken otherwise.
 */
final class Paths {
  /** More would mean that something goes round for ever. */
  static final int MOST_CHOICES = 200;

  private record Choice(String of, int taken, int options) {}

  private final List<Choice> choices = new ArrayList<>();
  private int at;

  private Paths() {}

  /** Goes all ways and answers how many there were. */
  static int all(Consumer<Paths> way) {
    var paths = new Paths();
    var count = 0;
    do {
      paths.at = 0;
      way.accept(paths);
      count++;
    } while (paths.turns());
    return count;
  }

  /** Which of so many options is taken on this way. */
  int choose(String of, int options) {
    if (at == choices.size()) {
      if (at == MOST_CHOICES) {
        throw new AssertionError("this way does not end: " + this);
      }
      choices.add(new Choice(of, 0, options));
    }
    var choice = choices.get(at++);
    if (!choice.of().equals(of) || choice.options() != options) {
      throw new AssertionError("the same way leads elsewhere: " + of + " instead of " + choice);
    }
    return choice.taken();
  }

  <T> T choose(String of, List<T> options) {
    return options.get(options.size() == 1 ? 0 : choose(of, options.size()));
  }

  private boolean turns() {
    while (!choices.isEmpty()) {
      var last = choices.removeLast();
      if (last.taken() + 1 < last.options()) {
        choices.add(new Choice(last.of(), last.taken() + 1, last.options()));
        return true;
      }
    }
    return false;
  }

  @Override
  public String toString() {
    var words = new ArrayList<String>();
    choices.forEach(c -> words.add(c.of() + "=" + c.taken()));
    return String.join(" ", words);
  }
}

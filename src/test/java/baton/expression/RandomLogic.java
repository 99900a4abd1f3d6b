package baton.expression;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Makes random logic that uses each of so many requirements at least once. */
final class RandomLogic {
  private final Random random;
  private final int requirements;

  RandomLogic(Random random, int requirements) {
    this.random = random;
    this.requirements = requirements;
  }

  /** A part of the logic: as text with random spaces, case and brackets, and what it means. */
  record Part(String word, List<Part> parts, int number, String text) {
    boolean holds(IntPredicate truth) {
      return switch (word) {
        case "AND" -> parts.stream().allMatch(each -> each.holds(truth));
        case "OR" -> parts.stream().anyMatch(each -> each.holds(truth));
        case "NOT" -> !parts.getFirst().holds(truth);
        default -> truth.test(number);
      };
    }

    String formula(IntFunction<String> requirement) {
      return switch (word) {
        case "AND" -> joined(" && ", requirement);
        case "OR" -> joined(" || ", requirement);
        case "NOT" -> "!" + parts.getFirst().formula(requirement);
        default -> "(" + requirement.apply(number) + ")";
      };
    }

    private String joined(String word, IntFunction<String> requirement) {
      return parts.stream()
          .map(each -> each.formula(requirement))
          .collect(Collectors.joining(word, "(", ")"));
    }
  }

  Part whole() {
    var numbers = new ArrayList<>(IntStream.rangeClosed(1, requirements).boxed().toList());
    for (var again = random.nextInt(3); again > 0; again--) {
      numbers.add(1 + random.nextInt(requirements));
    }
    Collections.shuffle(numbers, random);
    return of(numbers);
  }

  private Part of(List<Integer> numbers) {
    if (random.nextInt(4) == 0) {
      var inside = bare(numbers);
      return new Part("NOT", List.of(inside), 0, cased("NOT") + bracketed(inside));
    }
    return bare(numbers);
  }

  private Part bare(List<Integer> numbers) {
    if (numbers.size() == 1) {
      return new Part("", List.of(), numbers.getFirst(), String.valueOf(numbers.getFirst()));
    }
    var cut = 1 + random.nextInt(numbers.size() - 1);
    var parts = List.of(of(numbers.subList(0, cut)), of(numbers.subList(cut, numbers.size())));
    var word = random.nextBoolean() ? "AND" : "OR";
    var text = parts.stream().map(this::bracketed).collect(Collectors.joining(cased(word)));
    return new Part(word, parts, 0, text);
  }

  /** Brackets where they matter, and sometimes where they do not. */
  private String bracketed(Part part) {
    var needed = !part.parts().isEmpty();
    return needed || random.nextInt(5) == 0 ? "( " + part.text() + ")" : " " + part.text() + " ";
  }

  private String cased(String word) {
    return random.nextBoolean() ? word : word.toLowerCase(java.util.Locale.ROOT);
  }
}

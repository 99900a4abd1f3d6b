package baton.run;

import baton.expression.Condition;
import baton.expression.ExpressionFailed;
import baton.run.RunWhy.Asked;
import baton.run.RunWhy.Form;
import baton.run.RunWhy.Judgement;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Looks at the conditions of a run as they stand now, and puts what they say into words. */
record Judging(StartedRun run, RunContext context) {
  /**
   * Characters of JSON of one value that an answer shows; of a longer one it shows the beginning.
   */
  static final int SHOWN_CHARACTERS = 500;

  Judgement of(Condition condition) {
    var bindings = new RunBindings(run, context);
    var form = condition.logicText() == null ? Form.Formula : Form.Requirements;
    var truths = condition.explain(bindings).stream().map(Judging::brief).toList();
    var reads = form == Form.Formula ? values(condition, bindings) : Map.<String, JsonNode>of();
    try {
      return new Judgement(
          form, condition.holds(bindings), condition.logicText(), truths, reads, null, null);
    } catch (ExpressionFailed failed) {
      return new Judgement(
          form, false, condition.logicText(), truths, reads, null, failed.reason());
    }
  }

  private static Map<String, JsonNode> values(Condition condition, RunBindings bindings) {
    var values = new TreeMap<String, JsonNode>();
    for (var name : condition.names()) {
      try {
        values.put(name, brief(bindings.value(name)));
      } catch (ExpressionFailed formula) {
        // the truth of the whole tells what failed
      }
    }
    return values;
  }

  private static Condition.Truth brief(Condition.Truth truth) {
    return new Condition.Truth(
        truth.number(),
        truth.left(),
        brief(truth.leftValue()),
        truth.operator(),
        brief(truth.rightValue()),
        truth.holds());
  }

  private static JsonNode brief(JsonNode value) {
    var text = value.isTextual() ? value.textValue() : value.toString();
    return text.length() > SHOWN_CHARACTERS
        ? TextNode.valueOf(text.substring(0, SHOWN_CHARACTERS) + "…")
        : value;
  }

  Judgement ofEvaluation(String site, String flow) {
    var known = run.evaluations();
    var last = known.truths().get(site);
    var retry = known.retries().get(site);
    var asking =
        known.awaited(site) == null
            && known.wanted().stream().anyMatch(wanted -> wanted.site().equals(site));
    return new Judgement(
        Form.Evaluation,
        Boolean.TRUE.equals(last),
        null,
        List.of(),
        Map.of(),
        new Asked(flow, last, asking),
        retry == null ? null : retry.fault());
  }

  /** Such as {@code 1 of 2 requirements is met (1 AND 2)}. */
  static String words(Judgement judgement) {
    return switch (judgement.form()) {
      case Formula -> "“" + judgement.requirements().getFirst().left() + "” is " + truth(judgement);
      case Requirements -> {
        var met = judgement.requirements().stream().filter(Condition.Truth::holds).count();
        var all = judgement.requirements().size();
        yield met
            + " of "
            + all
            + (all == 1 ? " requirement" : " requirements")
            + verb(met)
            + " met"
            + (all == 1 ? "" : ", " + joined(judgement.logic()));
      }
      case Evaluation -> asked(judgement.evaluation(), judgement.fault());
    };
  }

  private static String truth(Judgement judgement) {
    return judgement.fault() == null
        ? Boolean.toString(judgement.holds())
        : "without an answer: " + judgement.fault();
  }

  private static String verb(long number) {
    return number == 1 ? " is" : " are";
  }

  private static String joined(@Nullable String logic) {
    return switch (logic) {
      case null -> "all are needed";
      case "all" -> "all are needed";
      case "any" -> "any is enough";
      default -> "needed: " + logic;
    };
  }

  private static String asked(@Nullable Asked asked, @Nullable String fault) {
    if (asked == null) {
      return "";
    }
    var flow = "evaluation flow " + asked.flow();
    if (asked.asking()) {
      return flow + " is being asked now";
    }
    if (fault != null) {
      return flow + " could not answer and is asked again: " + fault;
    }
    return asked.last() == null
        ? flow + " has not been asked yet"
        : flow + " last said " + (asked.last() ? "yes" : "no");
  }
}

package baton.definition;

import baton.definition.AssigneeCatalog.Standing;
import baton.definition.FlowCatalog.Facts;
import baton.definition.FlowCatalog.Input;
import baton.definition.FlowCatalog.Kind;
import baton.document.Document;
import baton.document.Problems;
import baton.expression.Problem;
import baton.expression.Type;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Definitions read by tests, with some flows and people that are known. */
final class ReadingForTests {
  static final Known KNOWN =
      new Known(
          Map.of(
              "create_accounts",
              new Facts(
                  Kind.AUTOLAUNCHED,
                  Map.of(
                      "employee",
                      new Input(Type.TEXT, true),
                      "urgent",
                      new Input(Type.BOOLEAN, false)),
                  Map.of("account", Type.TEXT, "created", Type.DATE),
                  false),
              "order_laptop",
              new Facts(Kind.AUTOLAUNCHED, Map.of(), Map.of(), true),
              "collect_documents",
              new Facts(Kind.SCREEN, Map.of(), Map.of("contract", Type.TEXT), false),
              "is_ready",
              new Facts(
                  Kind.EVALUATION,
                  Map.of(),
                  Map.of(FlowCatalog.CONDITION_MET, Type.BOOLEAN),
                  false),
              "no_evaluation",
              new Facts(Kind.EVALUATION, Map.of(), Map.of("other", Type.BOOLEAN), false)),
          Map.of(
              "order_parts",
              new OrchestrationCatalog.Facts(
                  true,
                  Map.of(
                      "part", new Input(Type.TEXT, true), "count", new Input(Type.NUMBER, false)),
                  Map.of("price", Type.NUMBER)),
              "on_quote",
              new OrchestrationCatalog.Facts(false, Map.of(), Map.of())),
          Map.of(
              Assignee.parse("user:ada"), Standing.ACTIVE,
              Assignee.parse("user:old"), Standing.INACTIVE,
              Assignee.parse("user:nobody"), Standing.UNKNOWN,
              Assignee.parse("queue:hr"), Standing.ACTIVE),
          true);

  record Result(@Nullable Orchestration orchestration, List<Problem> problems) {
    /** Each as {@code line:column message}; warnings begin with {@code warning}. */
    List<String> told() {
      return problems.stream()
          .map(problem ->
              (problem.severity() == Problem.Severity.WARNING ? "warning " : "")
                  + problem.place().line()
                  + ":"
                  + problem.place().column()
                  + " "
                  + problem.message())
          .toList();
    }
  }

  private ReadingForTests() {}

  static Result read(String text) {
    return read("test.yaml", text, Known.NOTHING);
  }

  static Result readKnowing(String text) {
    return read("test.yaml", text, KNOWN);
  }

  static Result read(String file, String text, Known known) {
    var problems = new Problems();
    var document = Document.read(file, text, problems);
    var read = document == null ? null : OrchestrationReader.read(document, 1, known, problems);
    return new Result(read, problems.list());
  }
}

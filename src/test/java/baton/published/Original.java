package baton.published;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/** A published orchestration as its authors have written it, in the metadata format. */
final class Original {
  private final Element flow;
  private final Map<String, Element> elements = new LinkedHashMap<>();

  private Original(Element flow) {
    this.flow = flow;
    children(flow, "orchestratedStages").forEach(e -> elements.put(text(e, "name"), e));
    children(flow, "decisions").forEach(e -> elements.put(text(e, "name"), e));
  }

  static Shape shape(Path file) {
    try {
      var factory = DocumentBuilderFactory.newInstance();
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      var document = factory.newDocumentBuilder().parse(file.toFile());
      return new Original(document.getDocumentElement()).shape();
    } catch (ParserConfigurationException | SAXException | IOException unreadable) {
      throw new IllegalStateException(unreadable);
    }
  }

  private Shape shape() {
    var start = children(flow, "start").getFirst();
    var how =
        text(start, "object") == null
            ? "autolaunched"
            : "record [" + text(start, "recordTriggerType").toUpperCase(Locale.ROOT) + "D]";
    return Shape.of(how, target(start, "connector"), this::element);
  }

  private Shape.Element element(String name) {
    var element = elements.get(name);
    var next = new ArrayList<@Nullable String>();
    if (element.getTagName().equals("decisions")) {
      children(element, "rules").forEach(rule -> next.add(target(rule, "connector")));
      next.add(target(element, "defaultConnector"));
      return new Shape.Element("decision", List.of(), next);
    }
    var parts = new ArrayList<String>();
    var steps = children(element, "stageSteps");
    steps.forEach(step -> parts.add(step(step, steps)));
    var evaluation = text(element, "exitActionName");
    parts.add(evaluation == null ? "all steps" : "evaluation flow:" + evaluation);
    next.add(target(element, "connector"));
    return new Shape.Element("stage", parts, next);
  }

  private static String step(Element step, List<Element> steps) {
    var asynchronous = "true".equals(text(step, "requiresAsyncProcessing"));
    var kind =
        switch (text(step, "actionType")) {
          case "stepBackground" -> asynchronous ? "asynchronous" : "background";
          case "stepInteractive", "createWorkItem" -> // the latter in the oldest files
              "interactive for "
                  + text(children(step, "assignees").getFirst(), "assigneeType")
                      .toUpperCase(Locale.ROOT);
          default -> text(step, "actionType");
        };
    return kind + " " + start(step, steps) + " flow:" + text(step, "actionName");
  }

  /** All of them wait for one other step to be completed, if for anything. */
  private static String start(Element step, List<Element> steps) {
    var conditions = children(step, "entryConditions");
    if (conditions.isEmpty()) {
      return "with the stage";
    }
    var left = text(conditions.getFirst(), "leftValueReference");
    var names = steps.stream().map(each -> text(each, "name") + ".Status").toList();
    return conditions.size() > 1 || !names.contains(left)
        ? "when"
        : "after step " + (names.indexOf(left) + 1);
  }

  private static @Nullable String target(Element of, String connector) {
    var found = children(of, connector);
    return found.isEmpty() ? null : text(found.getFirst(), "targetReference");
  }

  private static @Nullable String text(Element of, String name) {
    var found = children(of, name);
    return found.isEmpty() ? null : found.getFirst().getTextContent().strip();
  }

  private static List<Element> children(Element of, String name) {
    var found = new ArrayList<Element>();
    for (var node = of.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element element && element.getTagName().equals(name)) {
        found.add(element);
      }
    }
    return found;
  }
}

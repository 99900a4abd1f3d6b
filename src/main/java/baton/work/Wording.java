package baton.work;

import com.github.mustachejava.DefaultMustacheFactory;
import com.github.mustachejava.Mustache;
import java.io.StringWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a mail about a new assignment says; pure. Templates are in {@code resources/mail}.
 *
 * @param html everything that came from a definition or a person is escaped in it
 */
record Wording(String subject, String text, @Nullable String html) {
  static final int LONGEST_SUBJECT_CHARACTERS = 200;

  private static final DefaultMustacheFactory TEMPLATES = new DefaultMustacheFactory("mail");
  private static final Mustache PERSONAL_TEXT = TEMPLATES.compile("personal.txt.mustache");
  private static final Mustache PERSONAL_HTML = TEMPLATES.compile("personal.html.mustache");
  private static final Mustache SHARED_TEXT = TEMPLATES.compile("shared.txt.mustache");
  private static final Mustache SHARED_HTML = TEMPLATES.compile("shared.html.mustache");

  /** For the one user it is assigned to. */
  static Wording personal(WorkItem item, String name, String publicUrl) {
    var values = values(item, publicUrl);
    values.put("name", name);
    return new Wording(
        headerSafe("For you: " + item.label() + " (" + item.orchestrationLabel() + ")"),
        filled(PERSONAL_TEXT, values),
        filled(PERSONAL_HTML, values));
  }

  /** For every member of a group or queue. */
  static Wording shared(WorkItem item, String circle, String publicUrl) {
    var values = values(item, publicUrl);
    values.put("circle", circle);
    return new Wording(
        headerSafe(circle + ": " + item.label() + " (" + item.orchestrationLabel() + ")"),
        filled(SHARED_TEXT, values),
        filled(SHARED_HTML, values));
  }

  /** The page of the item's record, with the item opened. */
  static String link(WorkItem item, String publicUrl) {
    var base = publicUrl.endsWith("/") ? publicUrl.substring(0, publicUrl.length() - 1) : publicUrl;
    return base
        + "/records/"
        + encoded(item.recordType())
        + "/"
        + encoded(item.recordId())
        + "?item="
        + encoded(item.id());
  }

  /** A short line: nothing in it can begin another header. */
  static String headerSafe(String text) {
    var line = oneLine(text);
    if (line.length() <= LONGEST_SUBJECT_CHARACTERS) {
      return line;
    }
    var end = LONGEST_SUBJECT_CHARACTERS - 1;
    return line.substring(0, Character.isHighSurrogate(line.charAt(end - 1)) ? end - 1 : end) + "…";
  }

  static String oneLine(String text) {
    return text.replaceAll("[\\p{Cntrl}\\u0085\\u2028\\u2029]+", " ").strip();
  }

  private static Map<String, Object> values(WorkItem item, String publicUrl) {
    var values = new HashMap<String, Object>();
    values.put("label", item.label());
    values.put("orchestration", item.orchestrationLabel());
    values.put("record", item.recordType() + " " + item.recordId());
    values.put("link", link(item, publicUrl));
    values.put("again", item.assignment() > 1);
    return values;
  }

  private static String filled(Mustache template, Map<String, Object> values) {
    var text = new StringWriter();
    template.execute(text, values);
    return text.toString();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}

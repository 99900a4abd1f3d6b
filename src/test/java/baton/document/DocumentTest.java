package baton.document;

import static org.assertj.core.api.Assertions.assertThat;

import baton.document.Document.Format;
import baton.expression.Problem;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentTest {
  private final List<Problem> problems = new ArrayList<>();

  private Document read(String file, String text) {
    return Document.read(file, text, problems::add);
  }

  @Test
  void yamlNodesKnowTheirPlaces() {
    var root =
        read(
                "a.yaml",
                """
                label: 'x y'
                country: NO
                stages:
                  - stage: one
                    price: 1.50
                  - "two"
                when: |
                    a == 1
                    && b
                empty:
                """)
            .root();
    assertThat(problems).isEmpty();
    assertThat(root.json().toString())
        .isEqualTo(
            "{\"label\":\"x y\",\"country\":\"NO\",\"stages\":[{\"stage\":\"one\",\"price\":1.50},"
                + "\"two\"],\"when\":\"a == 1\\n&& b\\n\",\"empty\":null}");
    assertThat(find(root, "stages", 0, "price").place())
        .hasToString("a.yaml:5:12 (stages[0].price)");
    assertThat(((Node.Scalar) find(root, "stages", 1)).text())
        .hasToString("a.yaml:6:6 (stages[1])");
    assertThat(((Node.Scalar) find(root, "label")).text()).hasToString("a.yaml:1:9 (label)");
    assertThat(((Node.Scalar) find(root, "when")).text()).hasToString("a.yaml:8:5 (when)");
  }

  @Test
  void jsonNodesKnowTheirPlaces() throws Exception {
    var text = "{\"label\": \"x\",\n  \"stages\" : [1, 2.50, true, null, {\"body.sku\":\"d\"}]}";
    var root = read("a.json", text).root();
    assertThat(problems).isEmpty();
    assertThat(root.json().toString())
        .isEqualTo(new ObjectMapper().readTree(text).toString().replace("2.5,", "2.50,"));
    var last = (Node.Scalar) find(root, "stages", 4, "body.sku");
    assertThat(last.place()).hasToString("a.json:2:48 (stages[4][\"body.sku\"])");
    assertThat(last.text().column()).isEqualTo(49);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      textBlock =
          """
          'a: b: c'                  ¦ 1 ¦ 5 ¦ mapping values are not allowed here
          'a: 1\\n\\tb: 2'           ¦ 2 ¦ 1 ¦ found character
          'a: 1\\nb: [1, 2\\n'       ¦ 2 ¦ 4 ¦ what begins here is never closed
          'a: "x\\n'                 ¦ 1 ¦ 4 ¦ what begins here is never closed
          'a: @x'                    ¦ 1 ¦ 4 ¦ found character '@'
          '? [a]\\n: b'              ¦ 1 ¦ 4 ¦ Expected a field name
          'a: 1\\n---\\nb: 2'        ¦ 3 ¦ 1 ¦ more than one document
          '# nothing'                ¦ 1 ¦ 1 ¦ empty
          '%YAML 3.0\\n---\\na: 1'   ¦ 1 ¦ 1 ¦ incompatible
          """)
  void malformedYamlIsOneProblemWithItsPlace(String text, int line, int column, String message) {
    assertThat(read("a.yaml", text.translateEscapes())).isNull();
    assertOne(line, column, message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      textBlock =
          """
          {"a": 1,}        ¦ 1 ¦ 9  ¦ was expecting double-quote
          {a: 1}           ¦ 1 ¦ 2  ¦ was expecting double-quote
          {"a": 01}        ¦ 1 ¦ 8  ¦ Leading zeroes
          {"a": 1} {}      ¦ 1 ¦ 10 ¦ more than one document
          {"a": 1} x       ¦ 1 ¦ 10 ¦ Unrecognized token
          {"a": tru}       ¦ 1 ¦ 7  ¦ Unrecognized token
          {"a": "x         ¦ 1 ¦ 9  ¦ end-of-input
          """)
  void malformedJsonIsOneProblemWithItsPlace(String text, int line, int column, String message) {
    assertThat(read("a.json", text)).isNull();
    assertOne(line, column, message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      textBlock =
          """
          'a: 1\\na: 2'          ¦ 2 ¦ 1 ¦ `a` stands here twice, first in line 1
          'a: *b'                ¦ 1 ¦ 4 ¦ An alias (`*b`)
          'a: &b 1'              ¦ 1 ¦ 4 ¦ An anchor
          'a: &b [1]'            ¦ 1 ¦ 4 ¦ An anchor
          'a: !!str 1'           ¦ 1 ¦ 4 ¦ A tag
          'a: 0123'              ¦ 1 ¦ 4 ¦ `0123` is not a plain number
          'a: 1_000'             ¦ 1 ¦ 4 ¦ `1_000` is not a plain number
          'a: 0x1F'              ¦ 1 ¦ 4 ¦ `0x1F` is not a plain number
          'a: .inf'              ¦ 1 ¦ 4 ¦ `.inf` is not a plain number
          'a: 1e101'             ¦ 1 ¦ 4 ¦ too long
          'a: 1e999999999'       ¦ 1 ¦ 4 ¦ too long
          """)
  void whatYamlReadsButWeDoNotIsTold(String text, int line, int column, String message) {
    assertThat(read("a.yaml", text.translateEscapes())).isNotNull();
    assertOne(line, column, message);
  }

  @Test
  void aNameGivenTwiceIsToldInJsonToo() {
    assertThat(read("a.json", "{\"a\": 1,\n \"a\": 2, \"b\": 3}").root().json())
        .hasToString("{\"a\":1,\"b\":3}");
    assertOne(2, 2, "`a` stands here twice");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void depthIsBounded(int beyond) {
    var text =
        "[".repeat(Document.MAX_DEPTH + beyond + 1) + "]".repeat(Document.MAX_DEPTH + beyond + 1);
    for (var format : Format.values()) {
      problems.clear();
      assertThat(Document.read("a", text, format, problems::add) == null).isEqualTo(beyond == 1);
      assertThat(problems).hasSize(beyond);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{\"a\":", "- ", "? ", "{a: ", "!", "&a ", "\"", "a: \n ", "\u00e9"})
  void hostileTextsEndQuickly(String part) {
    var text =
        part.repeat(
            (Document.MAX_BYTES - 10)
                / part.getBytes(java.nio.charset.StandardCharsets.UTF_8).length);
    for (var format : Format.values()) {
      var told = new Problems();
      Document.read("a", text, format, told);
      assertThat(told.list()).hasSizeLessThanOrEqualTo(Problems.MAX + 1);
    }
  }

  @Test
  void sizeIsBounded() {
    var text = "a: '" + "x".repeat(Document.MAX_BYTES - 5) + "'";
    assertThat(read("a.yaml", text)).isNotNull();
    assertThat(read("a.yaml", text + " ")).isNull();
    assertOne(1, 1, "larger than 1048576 bytes");
  }

  @ParameterizedTest
  @CsvSource({
    "a.json,a,JSON",
    "a.YAML,{,YAML",
    "a.yml,a,YAML",
    "body,' {',JSON",
    "body,'[',JSON",
    "body,a,YAML"
  })
  void formatShowsInTheNameOrTheText(String file, String text, Format expected) {
    assertThat(Format.of(file, text)).isEqualTo(expected);
  }

  private void assertOne(int line, int column, String message) {
    assertThat(problems).hasSize(1);
    var problem = problems.get(0);
    assertThat(problem.message()).contains(message);
    assertThat(problem.remedy()).isNotBlank();
    assertThat(problem.place().line() + ":" + problem.place().column())
        .isEqualTo(line + ":" + column);
  }

  private static Node find(Node node, Object... path) {
    for (var part : path) {
      node =
          switch (node) {
            case Node.Mapping mapping -> mapping.entries().get(part).node();
            case Node.Items items -> items.nodes().get((int) part);
            case Node.Scalar scalar -> throw new AssertionError("no " + part + " in " + scalar);
          };
    }
    return node;
  }
}

package baton.scim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScimFilterTest {
  private static final JsonNode ADA =
      json(
          """
          {"id":"ada","externalId":"X-1","userName":"Ada@Example.org","displayName":"Ada Okafor",
           "active":true,"name":{"familyName":"Okafor"},
           "emails":[{"value":"ada@example.org","type":"work"},{"value":"a@home.net","type":"home"}],
           "meta":{"lastModified":"2026-01-31T10:00:00Z"}}
          """);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "userName eq \"ada@example.org\"",
        "USERNAME Eq \"ADA@EXAMPLE.ORG\"",
        "urn:ietf:params:scim:schemas:core:2.0:User:userName eq \"ada@example.org\"",
        "externalId eq \"X-1\"",
        "id ne \"ken\"",
        "displayName co \"OKA\"",
        "displayName sw \"ada\" and displayName ew \"for\"",
        "name.familyName pr",
        "name.givenName eq null",
        "active eq true",
        "active eq \"True\"",
        "not (active eq false)",
        "emails eq \"a@home.net\"",
        "emails.value ew \"home.net\"",
        "emails[type eq \"work\" and value co \"example\"]",
        "emails[not (type eq \"work\")]",
        "meta.lastModified gt \"2026-01-01T00:00:00Z\"",
        "meta.lastModified le \"2026-01-31T10:00:00Z\"",
        "userName eq \"no\" or (active eq true and (id eq \"ada\"))",
        "userName eq \"no\" or id eq \"ada\" and active eq true",
        "displayName ne \"say \\\"hi\\\"\"",
        "  id   eq \"ada\"  "
      })
  void letsThrough(String filter) {
    assertThat(ScimFilterReader.filter(filter).matches(ADA)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "userName eq \"ada\"",
        "externalId eq \"x-1\"",
        "name.givenName pr",
        "emails[type eq \"home\" and value co \"example\"]",
        "userName ne \"ada@example.org\"",
        "active ne true",
        "emails.display pr",
        "not (id eq \"ada\" or id eq \"ken\")",
        "displayName gt \"b\"",
        "members.value eq \"ada\""
      })
  void keepsOut(String filter) {
    assertThat(ScimFilterReader.filter(filter).matches(ADA)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "userName",
        "userName eq",
        "userName is \"ada\"",
        "userName eq ada",
        "userName eq \"ada",
        "userName eq \"ada\" active eq true",
        "userName eq \"ada\" and",
        "(userName eq \"ada\"",
        "userName eq \"ada\")",
        "not userName eq \"ada\"",
        "nothing eq \"ada\"",
        "title eq \"boss\"",
        "name.shoe eq \"44\" or",
        "emails.shoe eq \"44\"",
        "emails[type eq \"work\"",
        "emails[shoe eq \"44\"]",
        "active gt true",
        "userName eq {\"a\":1}",
        "eq eq eq"
      })
  void refusesWhatIsNoFilter(String filter) {
    assertThatThrownBy(() -> ScimFilterReader.filter(filter))
        .isInstanceOfSatisfying(
            ScimRefused.class,
            refused -> assertThat(refused.type()).isEqualTo(ScimRefused.Type.INVALID_FILTER));
  }

  @Test
  void aFilterIsSoLongAndSoDeepAndNoMore() {
    var deepest = ScimFilterReader.MOST_DEPTH;
    assertThat(ScimFilterReader.filter(nested(deepest)).matches(ADA)).isTrue();
    assertThatThrownBy(() -> ScimFilterReader.filter(nested(deepest + 1)))
        .hasMessageContaining("deeper");
    var longest = "id ne \"%s\"";
    var room = ScimFilterReader.LONGEST_FILTER_CHARACTERS - longest.length() + 2;
    assertThat(ScimFilterReader.filter(longest.formatted("x".repeat(room))).matches(ADA)).isTrue();
    assertThatThrownBy(() -> ScimFilterReader.filter(longest.formatted("x".repeat(room + 1))))
        .hasMessageContaining("characters");
  }

  @Test
  void whatAllMatchesMustEqualIsKnown() {
    assertThat(ScimFilterReader.filter("userName eq \"Ada\" and active eq true").required())
        .containsExactly(java.util.Map.entry("userName", "ada"));
    assertThat(ScimFilterReader.filter("userName eq \"Ada\" or id eq \"ada\"").required())
        .isEmpty();
  }

  private static String nested(int depth) {
    return "(".repeat(depth) + "id eq \"ada\"" + ")".repeat(depth);
  }

  static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }
}

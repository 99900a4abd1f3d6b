package baton.http;

import static org.assertj.core.api.Assertions.assertThat;

import baton.directory.DirectoryInMemory;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests as identity providers send them, over a real socket. */
class ScimRoutesTest {
  private static final String SCIM = "application/scim+json";
  private static final String PATCH =
      "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:PatchOp\"],\"Operations\":[%s]}";

  private final NodeForTests node = new NodeForTests(DirectoryInMemory.seeded());

  @BeforeEach
  void thereIsNobodyByThatName() {
    assertThat(list("Users", "userName eq \"zoe@example.org\"").path("totalResults").asInt())
        .isZero();
  }

  @AfterEach
  void stop() {
    node.close();
  }

  private ContractClient.Answer send(String method, String path, String body) {
    return node.call(method, "/scim/v2/" + path).as("ada").body(SCIM, body).send();
  }

  private ContractClient.Answer patch(String path, String operations) {
    return send("PATCH", path, PATCH.formatted(operations.replace('\'', '"')));
  }

  private JsonNode list(String what, String filter) {
    var encoded = java.net.URLEncoder.encode(filter, java.nio.charset.StandardCharsets.UTF_8);
    var answer = node.get("/scim/v2/" + what + "?filter=" + encoded);
    assertThat(answer.header("Content-Type")).isEqualTo(SCIM);
    return answer.json();
  }

  private String made(String body) {
    var answer = send("POST", "Users", body);
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    return answer.json().path("id").asText();
  }

  private static String refusal(ContractClient.Answer answer) {
    assertThat(answer.header("Content-Type")).isEqualTo(SCIM);
    assertThat(answer.json().path("status").asText()).isEqualTo(Integer.toString(answer.status()));
    return answer.status() + " " + answer.json().path("scimType").asText();
  }

  /** The order in which Microsoft Entra ID goes about a user and a group. */
  @Test
  void entraProvisionsAUserAndAGroup() {
    var id =
        made(
            """
            {"schemas":["urn:ietf:params:scim:schemas:core:2.0:User",
              "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"],
             "externalId":"zoe","userName":"Zoe@Example.org","active":true,"displayName":"Zoe Ward",
             "addresses":[{"type":"work","locality":"Bern"}],
             "emails":[{"primary":true,"type":"work","value":"zoe@example.org"}],
             "meta":{"resourceType":"User"},"name":{"formatted":"Zoe Ward","familyName":"Ward","givenName":"Zoe"},
             "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{"department":"HR"},
             "roles":[],"title":"Head"}
            """);
    assertThat(id).isEqualTo("zoe@example.org");
    assertThat(list("Users", "externalId eq \"zoe\"").at("/Resources/0/userName").asText())
        .isEqualTo("Zoe@Example.org");

    var group =
        send(
            "POST",
            "Groups",
            "{\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:Group\"],"
                + "\"externalId\":\"g-1\",\"displayName\":\"Tea Room\"}");
    assertThat(group.status()).isEqualTo(201);
    assertThat(group.json().path("id").asText()).isEqualTo("tea-room");
    assertThat(
            patch(
                    "Groups/tea-room",
                    "{'op':'Add','path':'members','value':[{'$ref':null,'value':'" + id + "'}]}")
                .status())
        .isEqualTo(200);
    assertThat(node.get("/api/v1/groups/tea-room").json().at("/members/0").asText()).isEqualTo(id);
    assertThat(
            node.get("/scim/v2/Groups/tea-room?excludedAttributes=members").json().has("members"))
        .isFalse();
    assertThat(node.get("/scim/v2/Users/" + id).json().at("/groups/0/display").asText())
        .isEqualTo("Tea Room");

    assertThat(patch("Users/" + id, "{'op':'Replace','path':'active','value':'False'}").status())
        .isEqualTo(200);
    assertThat(node.call("GET", "/api/v1/me").as(id).send().status()).isEqualTo(401);
    assertThat(list("Users", "active eq false").path("totalResults").asInt()).isEqualTo(1);
    patch("Groups/tea-room", "{'op':'Remove','path':'members','value':[{'value':'" + id + "'}]}");
    assertThat(node.get("/api/v1/groups/tea-room").json().path("members")).isEmpty();

    assertThat(node.call("DELETE", "/scim/v2/Users/" + id).as("ada").send().status())
        .isEqualTo(204);
    assertThat(node.get("/scim/v2/Users/" + id).status()).isEqualTo(404);
    assertThat(node.get("/api/v1/users/" + id).json().path("active").asBoolean()).isFalse();
  }

  /** Okta reads, replaces the whole, and matches on versions of nothing. */
  @Test
  void oktaProvisionsRenamesAndDeactivates() {
    var body =
        """
        {"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"%s",
         "name":{"givenName":"Zoe","middleName":"","familyName":"Ward"},
         "emails":[{"primary":true,"value":"zoe@example.org","type":"work"}],
         "displayName":"Zoe Ward","locale":"en-US","externalId":"00ujl29u0le5T6Aj10h7",
         "groups":[],"password":"1mz050nq","active":%s}
        """;
    var id = made(body.formatted("zoe@example.org", "true"));
    var renamed = send("PUT", "Users/" + id, body.formatted("zoe.novak@example.org", "true"));
    assertThat(renamed.status()).isEqualTo(200);
    assertThat(renamed.json().path("id").asText()).isEqualTo(id);
    assertThat(renamed.json().has("password")).isFalse();
    assertThat(list("Users", "userName eq \"zoe@example.org\"").path("totalResults").asInt())
        .isZero();
    assertThat(
            list("Users", "userName eq \"zoe.novak@example.org\"").at("/Resources/0/id").asText())
        .isEqualTo(id);
    var inactive = patch("Users/" + id, "{'op':'replace','value':{'active':false}}").json();
    assertThat(inactive.path("active").asBoolean(true)).isFalse();

    assertThat(refusal(send("POST", "Users", body.formatted("ZOE.novak@example.org", "true"))))
        .isEqualTo("409 uniqueness");
    assertThat(refusal(patch("Users/ken", "{'op':'replace','path':'userName','value':'ADA'}")))
        .isEqualTo("409 uniqueness");
  }

  @Test
  void whoComesWithTheNameOfOneWhoLeftIsSomebodyElse() {
    var body = "{\"userName\":\"zoe@example.org\"}";
    var first = made(body);
    node.call("DELETE", "/scim/v2/Users/" + first).as("ada").send();
    assertThat(made(body)).isEqualTo("zoe@example.org.2");
  }

  @Test
  void aGroupThatIsMadeAgainIsTheOneThatDefinitionsName() {
    var body = "{\"displayName\":\"Tea\",\"members\":[{\"value\":\"ken\"}]}";
    assertThat(send("POST", "Groups", body).status()).isEqualTo(201);
    assertThat(refusal(send("POST", "Groups", body))).isEqualTo("409 uniqueness");
    var path = "/scim/v2/Groups/tea";
    assertThat(node.call("DELETE", path).as("ada").send().status()).isEqualTo(204);
    assertThat(node.get(path).status()).isEqualTo(404);
    assertThat(send("POST", "Groups", body).json().path("id").asText()).isEqualTo("tea");
    var replaced = send("PUT", "Groups/tea", "{\"displayName\":\"Tea room\"}");
    assertThat(replaced.json().path("members")).isEmpty();
    assertThat(node.get("/api/v1/groups/tea").json().path("label").asText()).isEqualTo("Tea room");
  }

  @Test
  void aVersionThatIsNotTheLatestChangesNothing() {
    var read = node.get("/scim/v2/Users/ken");
    var version = read.header("ETag");
    assertThat(read.json().at("/meta/version").asText()).isEqualTo(version);
    var same = node.call("GET", "/scim/v2/Users/ken").header("If-None-Match", version).send();
    assertThat(same.status()).isEqualTo(304);
    var change = PATCH.formatted("{\"op\":\"replace\",\"path\":\"displayName\",\"value\":\"K\"}");
    var call = node.call("PATCH", "/scim/v2/Users/ken").as("ada").header("If-Match", version);
    assertThat(call.body(SCIM, change).send().status()).isEqualTo(200);
    var late = node.call("DELETE", "/scim/v2/Users/ken").as("ada").header("If-Match", version);
    assertThat(refusal(late.send())).isEqualTo("412 ");
    var odd = node.call("DELETE", "/scim/v2/Users/ken").as("ada").header("If-Match", "\"x\"");
    assertThat(refusal(odd.send())).isEqualTo("412 ");
    var any = node.call("DELETE", "/scim/v2/Users/ken").as("ada").header("If-Match", "*");
    assertThat(any.send().status()).isEqualTo(204);
  }

  @Test
  void listsComeInPagesThatMissNobody() {
    var total = node.get("/scim/v2/Users").json().path("totalResults").asInt();
    var seen = new TreeSet<String>();
    for (var start = 1; start <= total; start += 4) {
      var page = node.get("/scim/v2/Users?count=4&attributes=userName&startIndex=" + start).json();
      assertThat(page.path("startIndex").asInt()).isEqualTo(start);
      page.path("Resources")
          .forEach(user -> {
            assertThat(user.has("emails")).isFalse();
            seen.add(user.path("userName").asText());
          });
    }
    assertThat(seen).hasSize(total);
    assertThat(node.get("/scim/v2/Users?count=0").json().path("Resources")).isEmpty();
    assertThat(node.get("/scim/v2/Users?startIndex=999").json().path("Resources")).isEmpty();
    assertThat(list("Groups", "members.value eq \"grace\"").at("/Resources/0/id").asText())
        .isEqualTo("managers");
  }

  @Test
  void theServiceTellsWhatItIs() {
    var self = node.get("/scim/v2/ServiceProviderConfig").json();
    assertThat(self.at("/patch/supported").asBoolean()).isTrue();
    assertThat(self.at("/meta/location").asText())
        .isEqualTo(node.address() + "/scim/v2/ServiceProviderConfig");
    assertThat(node.get("/scim/v2/ResourceTypes").json().path("totalResults").asInt()).isEqualTo(2);
    assertThat(node.get("/scim/v2/ResourceTypes/User").json().path("endpoint").asText())
        .isEqualTo("/Users");
    assertThat(node.get("/scim/v2/ResourceTypes/Shoe").status()).isEqualTo(404);
    assertThat(node.get("/scim/v2/Schemas").json().path("Resources")).hasSize(2);
    var schema = "/scim/v2/Schemas/urn:ietf:params:scim:schemas:core:2.0:Group";
    assertThat(node.get(schema).json().path("name").asText()).isEqualTo("Group");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "POST | Users | {} | 400 invalidValue",
        "POST | Users | [] | 400 invalidSyntax",
        "POST | Users | {'userName' | 400 invalidSyntax",
        "POST | Users | {'userName':7} | 400 invalidValue",
        "POST | Users | {'userName':'zoe'} | 400 invalidValue",
        "POST | Users | {'userName':'zoe','emails':[{'value':'no address'}]} | 400 invalidValue",
        "POST | Users | {'userName':'zoe@x.org','active':'perhaps'} | 400 invalidValue",
        "POST | Users | {'userName':'zoe@x.org','name':'Zoe'} | 400 invalidValue",
        "POST | Groups | {'displayName':'T','members':[{'value':'nobody'}]} | 400 invalidValue",
        "POST | Groups | {'displayName':'T','members':[{'value':'hr','type':'Group'}]} | 400"
            + " invalidValue",
        "POST | Groups | {'displayName':'T','members':['ada']} | 400 invalidValue",
        "PUT | Users/ken | {'id':'ada','userName':'ken'} | 400 mutability",
        "PUT | Users/nobody | {'userName':'nobody@x.org'} | 404 ",
        "PATCH | Users/nobody | {'schemas':[]} | 400 invalidSyntax",
        "PATCH | Groups/hr | {'Operations':[]} | 400 invalidSyntax",
        "PUT | Users | {} | 405 ",
        "POST | Bulk | {} | 404 "
      })
  void badBodiesAreRefusedInTheWordsOfScim(
      String method, String path, String body, String expected) {
    var call = node.call(method, "/scim/v2/" + path).as("ada").wrong();
    assertThat(refusal(call.body(SCIM, body.replace('\'', '"')).send()) + " ")
        .startsWith(expected == null ? "" : expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Users?filter=userName+is+1 | 400 invalidFilter",
        "Users?filter=shoe+eq+1 | 400 invalidFilter",
        "Users?count=many | 400 invalidValue",
        "Users?shoe=44 | 400 invalidSyntax",
        "Groups/nothing | 404"
      })
  void badQuestionsAreRefusedInTheWordsOfScim(String path, String expected) {
    assertThat(refusal(node.call("GET", "/scim/v2/" + path).wrong().send()).strip())
        .isEqualTo(expected);
  }

  @Test
  void nobodyChangesAnythingWithoutBeingSomebody() {
    var call = node.call("POST", "/scim/v2/Users").body(SCIM, "{\"userName\":\"z@x.org\"}");
    assertThat(refusal(call.send())).isEqualTo("401 ");
    var text = node.call("POST", "/scim/v2/Users").as("ada").wrong().body("text/plain", "x");
    assertThat(refusal(text.send())).isEqualTo("415 ");
  }
}

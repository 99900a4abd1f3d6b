package baton.scim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import baton.directory.Directory;
import baton.directory.Group;
import baton.directory.Provision;
import baton.directory.User;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScimPatchTest {
  private static final User ADA =
      new User("ada", "Ada Okafor", "ada@example.org")
          .with(new Provision(null, "X-1", "Ada", "Okafor", false));
  private static final Directory PEOPLE =
      Directory.of(
          List.of(ADA, new User("ken", "Ken", "k@example.org"), new User("li", "Li", "l@x.org")),
          List.of(),
          List.of());
  private static final Group DESK = new Group("desk", "Desk", List.of("ada", "ken"));

  @Test
  void entraDeactivatesWithATextAndAnUpperCaseOperation() {
    var user = patched("{\"op\":\"Replace\",\"path\":\"active\",\"value\":\"False\"}");
    assertThat(user.active()).isFalse();
  }

  @Test
  void oktaDeactivatesWithoutAPath() {
    assertThat(patched("{\"op\":\"replace\",\"value\":{\"active\":false}}").active()).isFalse();
  }

  @Test
  void entraChangesPartsByPathsInTheValue() {
    var user =
        patched(
            "{\"op\":\"Add\",\"value\":{\"name.familyName\":\"Novak\","
                + "\"emails[type eq \\\"work\\\"].value\":\"ada@novak.org\",\"title\":\"Head\"}}");
    assertThat(user.email()).isEqualTo("ada@novak.org");
    assertThat(user.provision().familyName()).isEqualTo("Novak");
    assertThat(user.name()).isEqualTo("Ada Novak");
  }

  @Test
  void anAddressThatIsNotThereYetIsMadeOfItsFilter() {
    var user =
        patched(
            "{\"op\":\"remove\",\"path\":\"emails\"},{\"op\":\"Replace\","
                + "\"path\":\"emails[type eq \\\"work\\\"].value\",\"value\":\"new@example.org\"}");
    assertThat(user.email()).isEqualTo("new@example.org");
  }

  @Test
  void aRenamedUserKeepsTheUsername() {
    var user = patched("{\"op\":\"replace\",\"path\":\"userName\",\"value\":\"ada.novak\"}");
    assertThat(user.username()).isEqualTo("ada");
    assertThat(user.userName()).isEqualTo("ada.novak");
  }

  @Test
  void removedFactsAreGone() {
    var user = patched("{\"op\":\"remove\",\"path\":\"externalId\"}");
    assertThat(user.provision().externalId()).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "{'op':'add','path':'members','value':[{'value':'li'}]} | ada,ken,li",
        "{'op':'Add','path':'members','value':{'value':'li'}} | ada,ken,li",
        "{'op':'add','path':'members','value':[{'value':'ken'}]} | ada,ken",
        "{'op':'add','value':{'members':[{'value':'li'}]}} | ada,ken,li",
        "{'op':'remove','path':'members[value eq \\\"ken\\\"]'} | ada",
        "{'op':'remove','path':'members[value eq \\\"li\\\"]'} | ada,ken",
        "{'op':'Remove','path':'members','value':[{'value':'ken'}]} | ada",
        "{'op':'remove','path':'members'} | ''",
        "{'op':'replace','path':'members','value':[{'value':'li','$ref':null}]} | li",
        "{'op':'replace','path':'members','value':[]} | ''",
        "{'op':'replace','value':{'id':'desk','displayName':'Desk'}} | ada,ken"
      })
  void membersChange(String operation, String members) {
    var patch = patch(operation.replace('\'', '"'));
    assertThat(String.join(",", ScimGroups.patched(DESK, patch, PEOPLE).members()))
        .isEqualTo(members.replace("'", ""));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "{'op':'remove'} | NO_TARGET",
        "{'op':'remove','path':'userName'} | MUTABILITY",
        "{'op':'replace','path':'id','value':'ken'} | MUTABILITY",
        "{'op':'add','path':'groups','value':[{'value':'hr'}]} | MUTABILITY",
        "{'op':'replace','path':'meta.version','value':'1'} | MUTABILITY",
        "{'op':'replace','path':'emails[type eq \\\"home\\\"]','value':{'display':'x'}} | NO_TARGET",
        "{'op':'replace','path':'shoe','value':'44'} | INVALID_PATH",
        "{'op':'replace','path':'userName.part','value':'44'} | INVALID_PATH",
        "{'op':'replace','path':'emails[type eq \\\"work\\\"','value':'x'} | INVALID_PATH",
        "{'op':'replace','path':'emails[type is \\\"work\\\"].value','value':'x'} | INVALID_FILTER",
        "{'op':'replace','path':'active[value eq \\\"x\\\"]','value':true} | INVALID_FILTER",
        "{'op':'replace','path':'active','value':'perhaps'} | INVALID_VALUE",
        "{'op':'replace','path':'userName','value':7} | INVALID_VALUE",
        "{'op':'replace','path':'name','value':'Ada'} | INVALID_VALUE",
        "{'op':'add','path':'emails','value':['a@b.c']} | INVALID_VALUE",
        "{'op':'replace','value':'x'} | INVALID_SYNTAX",
        "{'op':'move','path':'active','value':true} | INVALID_SYNTAX"
      })
  void refuses(String operation, ScimRefused.Type type) {
    assertThatThrownBy(() -> patched(operation.replace('\'', '"')))
        .isInstanceOfSatisfying(
            ScimRefused.class, refused -> assertThat(refused.type()).isEqualTo(type));
  }

  @Test
  void aPatchHasSoManyOperationsAndNoMore() {
    var one = "{\"op\":\"replace\",\"path\":\"active\",\"value\":true}";
    assertThat(patched(one + ("," + one).repeat(ScimPatch.MOST_OPERATIONS - 1))).isEqualTo(ADA);
    assertThatThrownBy(() -> patched(one + ("," + one).repeat(ScimPatch.MOST_OPERATIONS)))
        .hasMessageContaining("1 to 1000");
    assertThatThrownBy(() -> patch("")).hasMessageContaining("1 to 1000");
    assertThatThrownBy(() -> ScimPatch.of(ScimFilterTest.json("{\"Operations\":[" + one + "]}")))
        .hasMessageContaining("schemas");
  }

  private static User patched(String operations) {
    return ScimUsers.patched(ADA, patch(operations));
  }

  private static ScimPatch patch(String operations) {
    return ScimPatch.of(
        ScimFilterTest.json(
            "{\"schemas\":[\"%s\"],\"Operations\":[%s]}".formatted(ScimPatch.SCHEMA, operations)));
  }
}

package baton.directory;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;

/** Says everything that is wrong with an entry before it is stored; no state, no effects. */
final class DirectoryCheck {
  static final int LONGEST_NAME_CHARACTERS = 80;
  static final int LONGEST_LABEL_CHARACTERS = 200;

  /** The longest address that SMTP carries (RFC 5321 §4.5.3.1.3, less the angle brackets). */
  static final int LONGEST_EMAIL_CHARACTERS = 254;

  /** Each member gets a mail for each item, so a circle is kept to a size that people mean. */
  static final int MOST_MEMBERS = 2_000;

  private static final Pattern NAME =
      Pattern.compile("[A-Za-z0-9._@-]{1," + LONGEST_NAME_CHARACTERS + "}");

  private static final Pattern EMAIL =
      Pattern.compile(
          "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
              + "@[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)*");

  private DirectoryCheck() {}

  static List<DirectoryProblem> of(User user, boolean isNewName, Directory directory) {
    var problems = new ArrayList<DirectoryProblem>();
    checkName("username", user.username(), problems);
    if (isNewName) {
      checkUnique(user, directory, problems);
    }
    checkLabel("name", user.name(), problems);
    if (user.email().length() > LONGEST_EMAIL_CHARACTERS
        || !EMAIL.matcher(user.email()).matches()) {
      problems.add(
          new DirectoryProblem(
              "email",
              "'" + shortened(user.email()) + "' is not an e-mail address",
              "write it as person@example.org, at most "
                  + LONGEST_EMAIL_CHARACTERS
                  + " characters"));
    }
    return List.copyOf(problems);
  }

  static List<DirectoryProblem> of(Circle circle, Directory directory) {
    var problems = new ArrayList<DirectoryProblem>();
    checkName("name", circle.name(), problems);
    checkLabel("label", circle.label(), problems);
    if (circle.members().size() > MOST_MEMBERS) {
      problems.add(
          new DirectoryProblem(
              "members",
              circle.members().size() + " members are more than " + MOST_MEMBERS,
              "split it into several groups or queues"));
      return List.copyOf(problems);
    }
    checkMembers(circle.members(), directory, problems);
    return List.copyOf(problems);
  }

  /** Somebody was faster with a name that was free a moment ago. */
  static DirectoryProblem taken(String name) {
    return new DirectoryProblem(
        "name", "'" + shortened(name) + "' has just been taken", "send it again", true);
  }

  private static void checkUnique(User user, Directory directory, List<DirectoryProblem> problems) {
    directory
        .signingInAs(user.userName())
        .filter(other -> !other.username().equals(user.username()))
        .ifPresent(other ->
            problems.add(
                new DirectoryProblem(
                    "username",
                    "'" + shortened(user.userName()) + "' is '" + other.username() + "' already",
                    "change that user, or choose a name that differs by more than case",
                    true)));
  }

  private static void checkMembers(
      Collection<String> members, Directory directory, List<DirectoryProblem> problems) {
    for (var member : members) {
      if (directory.user(member).isEmpty()) {
        problems.add(
            new DirectoryProblem(
                "members",
                "there is no user '" + shortened(member) + "'",
                "create the user first, or leave the name out"));
      }
    }
  }

  static void checkName(String field, String name, List<DirectoryProblem> problems) {
    if (!NAME.matcher(name).matches()) {
      problems.add(
          new DirectoryProblem(
              field,
              "'" + shortened(name) + "' cannot be a name",
              "use 1 to "
                  + LONGEST_NAME_CHARACTERS
                  + " letters, digits and the characters . _ @ -"));
    }
  }

  static void checkLabel(String field, String label, List<DirectoryProblem> problems) {
    if (label.isBlank()
        || label.length() > LONGEST_LABEL_CHARACTERS
        || label.chars().anyMatch(Character::isISOControl)) {
      problems.add(
          new DirectoryProblem(
              field,
              "'" + shortened(label) + "' cannot be shown to people",
              "write one line of 1 to " + LONGEST_LABEL_CHARACTERS + " characters"));
    }
  }

  static String shortened(String text) {
    return text.length() <= LONGEST_NAME_CHARACTERS
        ? text
        : text.substring(0, LONGEST_NAME_CHARACTERS) + "…";
  }
}

package baton.document;

import baton.document.Document.Format;
import baton.expression.Problem;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** What the doors to orchestrations and to flows have in common: named texts with versions. */
public interface Definitions {
  /** The answer to a text. */
  sealed interface Deployment {
    /**
     * @param created false where the latest version already has this text
     * @param problems warnings, and what activation would refuse
     */
    record Deployed(int version, boolean created, List<Problem> problems) implements Deployment {}

    record Refused(List<Problem> problems) implements Deployment {}
  }

  sealed interface Activation {
    record Activated(List<Problem> warnings) implements Activation {}

    record Refused(List<Problem> problems) implements Activation {}

    record Unknown() implements Activation {}
  }

  CompletionStage<Deployment> deploy(
      String name, String file, String text, Format format, String by);

  CompletionStage<List<Problem>> check(String file, String text, Format format);

  CompletionStage<Activation> activate(String name, int version, String by);

  CompletionStage<List<Versions.Head>> list();

  /** Latest first; none where the name is unknown. */
  CompletionStage<List<Versions.Version>> versions(String name);

  CompletionStage<Optional<Versions.Text>> text(String name, int version);

  CompletionStage<Optional<Integer>> active(String name);
}

package baton.run;

import static baton.run.Witness.require;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The records that a simulated run is about or that are its inputs, which people change at any
 * time. Older versions are told as well, late or again.
 */
final class RecordOutside {
  static final String TYPE = "Deal";
  static final String ID = "d1";
  private static final int GROWS_ONE_IN = 12;

  private final Outside outside;
  private final SimulatedRecord own;
  private final List<SimulatedRecord> all = new ArrayList<>();

  RecordOutside(Outside outside, Plan plan) {
    this.outside = outside;
    this.own = new SimulatedRecord(outside, TYPE, ID, 1, !plan.startedByFlow(), false);
    if (plan.onRecord() || plan.follows()) {
      all.add(own);
    }
    if (plan.follows()) {
      var grows = plan.seed() % GROWS_ONE_IN == 0;
      add(PlannedInputs.DEAL, 1, grows);
      add(PlannedInputs.LATE, 0, grows);
      add(PlannedInputs.GONE, 1, grows);
    }
  }

  private void add(String id, long newest, boolean grows) {
    all.add(new SimulatedRecord(outside, PlannedInputs.TYPE, id, newest, false, grows));
  }

  /** As it was when its change started the run. */
  RunRecord atStart() {
    var prior = outside.dice("prior", 9) % 2 == 0 ? null : own.fields(0);
    return new RunRecord(TYPE, ID, 1, own.fields(1), prior);
  }

  void changes(int pick) {
    if (all.isEmpty()) {
      return;
    }
    var record = all.get(pick % all.size());
    if (record.is(PlannedInputs.TYPE, PlannedInputs.GONE) && pick / 8 % 3 == 0) {
      record.ends();
    } else {
      record.changes();
    }
  }

  /** Every record that there is or will be. */
  void allChange() {
    for (var record : all) {
      if (record.newest() > 0 || outside.dice("created", 9) % 4 > 0) {
        record.changes();
      }
    }
  }

  /** Of any version so far; once in a while of a record that is none of the run's business. */
  Run.NoticeRecord anyNews(int pick) {
    var record = all.get(pick / 16 % all.size());
    var version = 1 + pick / 8 % Math.max(record.newest(), 1);
    return pick % 16 == 0 || record.newest() == 0
        ? new Run.NoticeRecord(TYPE, "d2", own.newest() + version, own.fields(version), null)
        : record.news(version);
  }

  /** What the run has not answered yet. */
  List<Run.NoticeRecord> untold() {
    var news = new ArrayList<Run.NoticeRecord>();
    for (var record : all) {
      if (record.untold() instanceof Run.NoticeRecord newest) {
        news.add(newest);
      }
    }
    return news;
  }

  Run.RecordAnswered follow(String type, String id) {
    for (var record : all) {
      if (record.is(type, id)) {
        return record.follow();
      }
    }
    return new Run.RecordAnswered(type, id, 0, Map.of(), "there can be no such record");
  }

  /** The one that the run is about goes on telling; the others until they are refused. */
  void answered(Run.NoticeRecord news, boolean refused) {
    for (var record : all) {
      if (record.is(news.type(), news.id())) {
        record.heard(news.version());
        if (refused) {
          record.refused();
        }
      }
    }
  }

  /** At the end an open run knows its records as they are. */
  void end(StartedRun run, Set<String> named) {
    if (run.start().record() instanceof RunRecord known) {
      require(
          known.version() == own.newest() && known.fields().equals(own.fields(own.newest())),
          "version %s of the record is not known: %s",
          own.newest(),
          known);
    }
    for (var record : all) {
      var inputs = new ArrayList<>(PlannedInputs.of(record.type, record.id));
      inputs.retainAll(named);
      if (!inputs.isEmpty() && run.start().inputs().containsKey(inputs.getFirst())) {
        end(run, record, inputs);
      }
    }
  }

  private static void end(StartedRun run, SimulatedRecord record, List<String> inputs) {
    var known = run.followed().get(record.type, record.id);
    require(
        known != null && known.agreed() && record.tells() && known.inputs().containsAll(inputs),
        "%s are not followed: %s",
        inputs,
        known);
    require(known.version() == record.newest(), "%s is not known: %s", record.newest(), known);
    for (var input : inputs) {
      JsonNode value = run.start().inputs().get(input);
      var shown = value.path("Version").asLong();
      require(
          shown == known.shown()
              && (shown == 0
                  || value.equals(RunRecord.values(record.type, record.id, record.fields(shown)))),
          "%s should be shown in %s: %s",
          known,
          input,
          value);
    }
  }
}

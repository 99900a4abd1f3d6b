package baton.run;

import static baton.run.SeededBugs.altered;
import static baton.run.SeededBugs.without;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A mistake about inputs that are records, which the simulation must notice. */
enum SeededInputBug implements Conduct {
  RECORD_IS_NOT_ASKED_AGAIN_AFTER_A_CRASH {
    @Override
    public Map<String, RunWork> wanted(RunState state) {
      return SeededBugs.wantedBut(
          state,
          work ->
              work instanceof RunWork.FollowRecord
                  && state instanceof StartedRun run
                  && run.changedAt().isAfter(run.start().at()));
    }
  },
  OLDER_VERSION_OF_AN_INPUT_IS_TAKEN {
    @Override
    public RunDecision decide(RunState state, Run.Decidable command, RunContext context) {
      return command instanceof Run.NoticeRecord news && followed(state, news) != null
          ? RunDecision.accept(
              List.of(
                  new RunEvent.RecordNoticed(
                      news.version(), news.fields(), context.now(), news.type(), news.id())))
          : RunDecider.decide(state, command, context);
    }
  },
  OTHER_INPUT_OF_THE_SAME_RECORD_IS_FORGOTTEN {
    @Override
    public RunDecision decided(RunDecision decision) {
      return altered(
          decision,
          event -> Stream.of(event instanceof RunEvent.RunStarted e ? withoutTwin(e) : event));
    }
  },
  NOTICE_OF_AN_INPUT_IS_TAKEN_FOR_AGREEMENT {
    @Override
    public RunDecision decide(RunState state, Run.Decidable command, RunContext context) {
      var decision = RunDecider.decide(state, command, context);
      if (!(command instanceof Run.NoticeRecord news)
          || !(followed(state, news) instanceof FollowedRecord record)
          || record.agreed()
          || !(decision instanceof RunDecision.Accepted accepted)) {
        return decision;
      }
      var events = new ArrayList<>(accepted.events());
      events.addFirst(new RunEvent.RecordFollowed(news.type(), news.id(), null, context.now()));
      return RunDecision.accept(events);
    }
  },
  NEWS_IN_THE_ANSWER_OF_A_RECORD_IS_LOST {
    @Override
    public RunDecision decide(RunState state, Run.Decidable command, RunContext context) {
      var decision = RunDecider.decide(state, command, context);
      return command instanceof Run.RecordAnswered
          ? without(decision, RunEvent.RecordNoticed.class)
          : decision;
    }
  },
  RECORD_THAT_CANNOT_BE_IS_WAITED_FOR {
    @Override
    public RunDecision decide(RunState state, Run.Decidable command, RunContext context) {
      return command instanceof Run.RecordAnswered answer && answer.refused() != null
          ? RunDecision.unchanged()
          : RunDecider.decide(state, command, context);
    }
  },
  ANSWER_WHILE_IN_ERROR_IS_FORGOTTEN {
    @Override
    public RunDecision decide(RunState state, Run.Decidable command, RunContext context) {
      return command instanceof Run.RecordAnswered
              && state instanceof StartedRun run
              && run.status() == RunStatus.Error
          ? RunDecision.unchanged()
          : RunDecider.decide(state, command, context);
    }
  },
  MIGRATED_RUN_FOLLOWS_NOTHING {
    @Override
    public RunDecision decided(RunDecision decision) {
      return altered(
          decision,
          event -> Stream.of(event instanceof RunEvent.RunMigrated e ? following(e) : event));
    }
  },
  VALUES_THAT_DO_NOT_FIT_ARE_TAKEN {
    @Override
    public RunDecision decide(RunState state, Run.Decidable command, RunContext context) {
      return altered(
          RunDecider.decide(state, command, context),
          event ->
              Stream.of(
                  event instanceof RunEvent.RecordNoticed e
                          && e.fields() == null
                          && command instanceof Run.NoticeRecord news
                      ? new RunEvent.RecordNoticed(
                          e.version(), news.fields(), e.at(), e.type(), e.id())
                      : event));
    }
  };

  private static @Nullable FollowedRecord followed(RunState state, Run.NoticeRecord news) {
    return state instanceof StartedRun run
            && !run.status().ended()
            && news.type().equals(PlannedInputs.TYPE)
            && run.followed().get(news.type(), news.id()) instanceof FollowedRecord record
            && !record.inputs().isEmpty()
        ? record
        : null;
  }

  private static RunEvent withoutTwin(RunEvent.RunStarted e) {
    return new RunEvent.RunStarted(
        e.orchestration(),
        e.version(),
        e.inputs(),
        e.requestHash(),
        e.businessKey(),
        e.startedBy(),
        e.at(),
        e.record(),
        e.parent(),
        e.follows().stream().filter(name -> !name.equals("twin")).toList());
  }

  private static RunEvent following(RunEvent.RunMigrated e) {
    return new RunEvent.RunMigrated(
        e.version(),
        e.stages(),
        e.steps(),
        e.currentSteps(),
        e.inputs(),
        e.by(),
        e.at(),
        List.of());
  }
}

package baton.run;

import static baton.run.SeededBugs.but;

import java.util.List;

/** A mistake about the record that a run is about, which the simulation must notice. */
enum SeededRecordBug implements Conduct {
  OLDER_VERSION_OF_A_RECORD_IS_TAKEN {
    @Override
    public RunDecision decide(RunState state, Run.Decidable command, RunContext context) {
      return command instanceof Run.NoticeRecord news
              && state instanceof StartedRun run
              && !run.status().ended()
              && run.start().record() instanceof RunRecord known
              && known.names(news.type(), news.id())
          ? noticed(news, context)
          : RunDecider.decide(state, command, context);
    }
  },
  NOTICE_OF_ANOTHER_RECORD_IS_TAKEN {
    @Override
    public RunDecision decide(RunState state, Run.Decidable command, RunContext context) {
      return command instanceof Run.NoticeRecord news
              && state instanceof StartedRun run
              && run.start().record() instanceof RunRecord known
          ? RunDecider.decide(
              state,
              new Run.NoticeRecord(
                  known.type(), known.id(), news.version(), news.fields(), news.replyTo()),
              context)
          : RunDecider.decide(state, command, context);
    }
  },
  NOTICE_WHILE_SUSPENDED_STARTS_STEPS {
    @Override
    public RunDecision decide(RunState state, Run.Decidable command, RunContext context) {
      return RunDecider.decide(
          command instanceof Run.NoticeRecord ? goingOn(state) : state, command, context);
    }
  },
  NOTICE_IS_KEPT_AND_NOT_ACTED_UPON {
    @Override
    public RunDecision decide(RunState state, Run.Decidable command, RunContext context) {
      var decision = RunDecider.decide(state, command, context);
      return command instanceof Run.NoticeRecord
          ? but(decision, events -> events.stream().limit(1).toList())
          : decision;
    }
  },
  NOTICE_IN_ERROR_IS_FORGOTTEN {
    @Override
    public RunDecision decide(RunState state, Run.Decidable command, RunContext context) {
      return command instanceof Run.NoticeRecord
              && state instanceof StartedRun run
              && run.status() == RunStatus.Error
          ? RunDecision.unchanged()
          : RunDecider.decide(state, command, context);
    }
  },
  VALUES_OF_A_RECORD_STAY_THOSE_OF_THE_START {
    @Override
    public RunState apply(RunState state, RunEvent event) {
      return event instanceof RunEvent.RecordNoticed
          ? ((StartedRun) state).at(event.at())
          : state.apply(event);
    }
  };

  /** The state as if neither the run nor its stage had been suspended. */
  private static RunState goingOn(RunState state) {
    return state instanceof StartedRun run
            && run.status() == RunStatus.Suspended
            && run.current() instanceof StageRun stage
        ? run.resumed()
            .changed(
                stage.stage(),
                stage.visit(),
                s ->
                    s.resumed(
                        new RunEvent.StageResumed(
                            stage.stage(), stage.visit(), null, run.changedAt())))
        : state;
  }

  private static RunDecision noticed(Run.NoticeRecord news, RunContext context) {
    return RunDecision.accept(
        List.of(
            new RunEvent.RecordNoticed(news.version(), news.fields(), context.now(), null, null)));
  }
}

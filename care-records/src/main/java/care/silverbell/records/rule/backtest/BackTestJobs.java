package care.silverbell.records.rule.backtest;

import care.silverbell.alerting.backtest.BackTest;
import care.silverbell.alerting.backtest.BackTest.Heard;
import care.silverbell.alerting.backtest.BackTest.Question;
import care.silverbell.alerting.backtest.Proposal;
import care.silverbell.ingest.reading.PersonId;
import care.silverbell.ingest.repeating.Repeating;
import care.silverbell.records.rule.backtest.BackTests.Kept;
import care.silverbell.records.rule.backtest.BackTests.State;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The back-tests that this instance runs: one about a person and one about everybody at a time, the
 * others wait, so that however many are asked for a core is left for what comes in.
 */
public final class BackTestJobs implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(BackTestJobs.class);
  private static final Duration TOUCH_EVERY = Duration.ofSeconds(1);

  private final BackTests kept;
  private final BackTest backTest;
  private final InstantSource clock;
  private final ExecutorService ofOne = oneByOne("back-test-of-one");
  private final ExecutorService ofAll = oneByOne("back-test-of-all");
  private final Map<UUID, Job> jobs = new ConcurrentHashMap<>();
  private final Repeating touching;

  /** Runs them with that, and keeps what came of them there. */
  public BackTestJobs(BackTests kept, BackTest backTest, InstantSource clock) {
    this.kept = kept;
    this.backTest = backTest;
    this.clock = clock;
    touching =
        Repeating.every(
            TOUCH_EVERY,
            "back-tests-touching",
            "how far back-tests are cannot be told",
            () -> jobs.values().forEach(this::touch));
  }

  private static ExecutorService oneByOne(String name) {
    return Executors.newSingleThreadExecutor(Thread.ofVirtual().name(name).factory());
  }

  /** One that waits or runs. */
  private static final class Job implements BackTest.Listener {
    private final UUID id;
    private final Answer answer = new Answer();
    private volatile int done;
    private volatile boolean unwanted;

    Job(UUID id) {
      this.id = id;
    }

    @Override
    public void heard(Heard heard) {
      answer.take(heard);
      done = answer.asked();
    }

    @Override
    public boolean cancelled() {
      return unwanted;
    }
  }

  /**
   * Begins one about one person.
   *
   * @param until of the readings
   */
  Kept begin(UUID account, PersonId person, Asked asked, Instant until) {
    Kept begun = kept.begin(account, person, asked, 1, until, clock.instant());
    start(begun, List.of(person), asked.proposal(true), ofOne);
    return begun;
  }

  /** Begins one about all of those. */
  Kept begin(UUID account, Collection<PersonId> people, Asked asked) {
    Instant now = clock.instant();
    Kept begun = kept.begin(account, null, asked, people.size(), now, now);
    start(begun, people, asked.proposal(false), ofAll);
    return begun;
  }

  private void start(
      Kept begun, Collection<PersonId> people, Proposal proposal, ExecutorService lane) {
    Job job = new Job(begun.id());
    jobs.put(job.id, job);
    Question question = new Question(proposal, begun.from(), begun.to());
    try {
      lane.execute(() -> run(job, people, question));
    } catch (RejectedExecutionException e) {
      jobs.remove(job.id); // this instance is being stopped, and it will be found interrupted
    }
  }

  private void run(Job job, Collection<PersonId> people, Question question) {
    try {
      if (!job.unwanted) {
        backTest.run(people, question, BackTest.threads(), job);
        kept.end(job.id, State.DONE, job.done, job.answer.toJson(), clock.instant());
      }
    } catch (CancellationException e) {
      log.info(
          "a back-test was cancelled when {} of {} people were asked", job.done, people.size());
    } catch (RuntimeException e) {
      log.warn("a back-test failed", e);
      kept.end(job.id, State.FAILED, job.done, null, clock.instant());
    } finally {
      jobs.remove(job.id);
    }
  }

  /** Other instances learn how far it is, and this one that nobody wants it any more. */
  private void touch(Job job) {
    if (!kept.touch(job.id, job.done, clock.instant())) {
      job.unwanted = true;
    }
  }

  /** Ends the account's own one. */
  void cancel(UUID id, UUID account) {
    kept.cancel(id, account);
    Job job = jobs.get(id);
    if (job != null) {
      touch(job);
    }
  }

  @Override
  public void close() {
    touching.close();
    jobs.values().forEach(job -> job.unwanted = true);
    ofOne.shutdownNow();
    ofAll.shutdownNow();
  }
}

package care.silverbell.records.sheet.web;

import care.silverbell.records.http.Problem;
import care.silverbell.records.person.Editor;
import care.silverbell.records.sheet.Language;
import care.silverbell.records.sheet.read.Unreadable;
import care.silverbell.records.sheet.store.Importer;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The import that is under way, one at a time, and the last one's outcome. */
public final class ImportJobs {
  private static final Logger log = LoggerFactory.getLogger(ImportJobs.class);

  private final Importer importer;
  private final AtomicBoolean busy = new AtomicBoolean();
  private volatile @Nullable Job last;

  /** Runs them with that importer. */
  public ImportJobs(Importer importer) {
    this.importer = importer;
    UploadedFiles.deleteLeft(UploadedFiles.folder(), Instant.now());
  }

  /** Takes the only place there is; {@link #start} or {@link #giveUp} follows. */
  void claim() {
    if (!busy.compareAndSet(false, true)) {
      throw Problem.conflict("another import is under way; wait until it is done");
    }
  }

  /** Gives the place back. */
  void giveUp() {
    busy.set(false);
  }

  /** Starts in the place claimed; the file is deleted afterwards. */
  Job start(Path file, String name, Editor by, boolean dryRun) {
    Job job = new Job(UUID.randomUUID().toString(), dryRun);
    last = job;
    var _ =
        Thread.ofVirtual()
            .name("import")
            .start(() -> {
              try {
                run(job, file, name, by);
              } finally {
                busy.set(false);
              }
            });
    return job;
  }

  private void run(Job job, Path file, String name, Editor by) {
    try {
      Importer.Outcome outcome = importer.take(file, name, by, job.dryRun, job::at);
      job.outcome = outcome;
      job.state = outcome.checked().isGood() ? "done" : "refused";
    } catch (Unreadable e) {
      job.unreadable = e;
      job.state = "refused";
    } catch (RuntimeException e) {
      log.error("an import failed; nothing was written", e);
      job.state = "failed";
    } finally {
      UploadedFiles.delete(file);
    }
  }

  /** The job of that id, as it is answered. */
  JsonObject find(String id, Language language) {
    Job job = last;
    if (job == null || !job.id.equals(id)) {
      throw Problem.notFound("there is no such import, or a later one has taken its place");
    }
    return job.toJson(language);
  }

  /** One import. */
  static final class Job {
    private final String id;
    private final boolean dryRun;
    private volatile String state = "running";
    private volatile JsonObject progress = new JsonObject().put("stage", "reading");
    private volatile Importer.@Nullable Outcome outcome;
    private volatile @Nullable Unreadable unreadable;

    private Job(String id, boolean dryRun) {
      this.id = id;
      this.dryRun = dryRun;
    }

    String id() {
      return id;
    }

    private void at(String stage, int done, int total) {
      progress = new JsonObject().put("stage", stage).put("done", done).put("total", total);
    }

    private JsonObject toJson(Language language) {
      JsonObject json =
          new JsonObject()
              .put("id", id)
              .put("dryRun", dryRun)
              .put("state", state)
              .put("progress", progress);
      Unreadable why = unreadable;
      Importer.Outcome came = outcome;
      if (why != null) {
        json.put("unreadable", why.why(language));
      }
      return came == null ? json : json.mergeIn(ImportAnswer.of(came, language));
    }
  }
}

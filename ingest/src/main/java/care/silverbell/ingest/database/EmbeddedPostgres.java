package care.silverbell.ingest.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The PostgreSQL that runs inside when none is configured; its files outlive the process, and so do
 * its commits.
 */
public final class EmbeddedPostgres implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(EmbeddedPostgres.class);
  private static final Duration STARTUP = Duration.ofSeconds(60);
  private static final int STOP_SECONDS = 10;

  /** Of what PostgreSQL writes down about itself, counted from 0. */
  private static final int PORT_LINE = 3;

  private final io.zonky.test.db.postgres.embedded.EmbeddedPostgres server;

  /** Held while the folder is ours; the system lets go of it when the process ends, however. */
  private final FileChannel lock;

  private EmbeddedPostgres(
      io.zonky.test.db.postgres.embedded.EmbeddedPostgres server, FileChannel lock) {
    this.server = server;
    this.lock = lock;
  }

  /**
   * Starts the server on the folder, which is made when missing, on a free port of this machine.
   *
   * @throws UncheckedIOException if it does not start
   * @throws IllegalStateException if another process has one on that folder; it is left alone
   */
  public static EmbeddedPostgres start(Path folder) {
    try {
      Files.createDirectories(folder);
      return start(folder, lock(folder));
    } catch (IOException e) {
      throw new UncheckedIOException("starting the embedded PostgreSQL in " + folder, e);
    }
  }

  private static EmbeddedPostgres start(Path folder, FileChannel lock) throws IOException {
    try {
      Path data = folder.resolve("cluster").toAbsolutePath();
      stopLeftOver(data);
      var builder =
          io.zonky.test.db.postgres.embedded.EmbeddedPostgres.builder()
              .setDataDirectory(data)
              .setCleanDataDirectory(false)
              .setOverrideWorkingDirectory(folder.resolve("programs").toFile())
              .setPGStartupWait(STARTUP)
              .setRegisterShutdownHook(false);
      // The library is made for tests and starts the server with -F: what is committed must be on
      // disk.
      builder.setServerConfig("fsync", "on");
      builder.setServerConfig("full_page_writes", "on");
      builder.setServerConfig("synchronous_commit", "on");
      builder.setServerConfig("listen_addresses", "127.0.0.1");
      builder.setServerConfig("max_connections", "100");
      return new EmbeddedPostgres(builder.start(), lock);
    } catch (IOException | RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  /** Without it a second service would take the first one's server for one left behind. */
  private static FileChannel lock(Path folder) throws IOException {
    FileChannel channel =
        FileChannel.open(
            folder.resolve("in-use"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (channel.tryLock() != null) {
        return channel;
      }
    } catch (OverlappingFileLockException e) {
      log.debug("held by this process itself", e);
    }
    channel.close();
    throw new IllegalStateException(
        "another process keeps its database in " + folder + ": stop it, or name another folder");
  }

  /**
   * The server that a running service has started on that folder, for those who look at its data
   * from beside; empty where none runs.
   *
   * @throws UncheckedIOException if it cannot be told
   */
  public static Optional<DatabaseSettings> running(Path folder) {
    try {
      Path pidFile = folder.resolve("cluster").resolve("postmaster.pid");
      return process(pidFile).isEmpty()
          ? Optional.empty()
          : Optional.of(reached(Files.readAllLines(pidFile).get(PORT_LINE).trim()));
    } catch (IOException e) {
      throw new UncheckedIOException("looking for the PostgreSQL in " + folder, e);
    }
  }

  /**
   * A service that was killed leaves its server behind: it is stopped, and the new one recovers
   * what it had committed.
   */
  private static void stopLeftOver(Path data) throws IOException {
    process(data.resolve("postmaster.pid")).ifPresent(EmbeddedPostgres::stop);
  }

  private static Optional<ProcessHandle> process(Path pidFile) throws IOException {
    if (!Files.exists(pidFile)) {
      return Optional.empty();
    }
    List<String> lines = Files.readAllLines(pidFile);
    return lines.isEmpty()
        ? Optional.empty()
        : ProcessHandle.of(Long.parseLong(lines.getFirst().trim()))
            .filter(process -> process.info().command().orElse("").contains("postgres"));
  }

  private static void stop(ProcessHandle process) {
    log.info("stopping the PostgreSQL that an earlier run left behind (process {})", process.pid());
    try {
      // SIGINT is PostgreSQL's fast shutdown; SIGTERM would wait for clients to leave.
      new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
      process.onExit().get(STOP_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      log.warn("it did not stop in {} s and is killed", STOP_SECONDS, e);
      process.destroyForcibly();
      process.onExit().join();
    }
  }

  /** How to reach it. */
  public DatabaseSettings settings() {
    return reached("" + server.getPort());
  }

  private static DatabaseSettings reached(String port) {
    return new DatabaseSettings("postgresql://127.0.0.1:" + port + "/postgres", "postgres", "");
  }

  @Override
  public void close() {
    try {
      server.close();
      lock.close();
    } catch (IOException e) {
      throw new UncheckedIOException("stopping the embedded PostgreSQL", e);
    }
  }
}

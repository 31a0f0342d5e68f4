package care.silverbell.ingest.broker;

import java.io.File;
import java.nio.ByteBuffer;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.io.IOCriticalErrorListener;
import org.apache.activemq.artemis.core.io.nio.NIOSequentialFileFactory;

/**
 * The embedded broker's files, with buffers that Java itself frees. The broker's own way needs
 * memory access that Netty has given up on Java 25: it could write a journal but never read one
 * back, so no restart would have found its messages.
 */
final class JournalFiles extends NIOSequentialFileFactory {

  /** Files that are written through, such as bindings and pages. */
  JournalFiles(File folder, IOCriticalErrorListener onTrouble, int concurrent) {
    super(folder, false, onTrouble, concurrent);
  }

  /** The journal of messages, whose writes are gathered for a moment to be synced together. */
  JournalFiles(Configuration configuration, IOCriticalErrorListener onTrouble) {
    super(
        configuration.getJournalLocation(),
        true,
        configuration.getJournalBufferSize_NIO(),
        configuration.getJournalBufferTimeout_NIO(),
        configuration.getJournalMaxIO_NIO(),
        false,
        onTrouble,
        null);
  }

  @Override
  public ByteBuffer newBuffer(int size) {
    return ByteBuffer.allocate(size);
  }

  @Override
  public ByteBuffer newBuffer(int size, boolean zeroed) {
    return ByteBuffer.allocate(size);
  }

  @Override
  public void releaseBuffer(ByteBuffer buffer) {}

  @Override
  public void releaseDirectBuffer(ByteBuffer buffer) {}

  @Override
  public void clearBuffer(ByteBuffer buffer) {
    for (int i = 0; i < buffer.limit(); i++) {
      buffer.put(i, (byte) 0);
    }
    buffer.rewind();
  }
}

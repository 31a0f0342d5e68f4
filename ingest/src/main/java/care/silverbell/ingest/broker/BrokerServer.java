package care.silverbell.ingest.broker;

import java.io.File;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.io.IOCriticalErrorListener;
import org.apache.activemq.artemis.core.io.SequentialFileFactory;
import org.apache.activemq.artemis.core.journal.Journal;
import org.apache.activemq.artemis.core.journal.impl.JournalImpl;
import org.apache.activemq.artemis.core.paging.PagingStoreFactory;
import org.apache.activemq.artemis.core.paging.impl.PagingStoreFactoryNIO;
import org.apache.activemq.artemis.core.persistence.StorageManager;
import org.apache.activemq.artemis.core.persistence.impl.journal.JournalRecordIds;
import org.apache.activemq.artemis.core.persistence.impl.journal.JournalStorageManager;
import org.apache.activemq.artemis.core.server.impl.ActiveMQServerImpl;

/** The library's broker, with its journal and pages kept in {@link JournalFiles}. */
final class BrokerServer extends ActiveMQServerImpl {

  BrokerServer(Configuration configuration, BrokerSecurity security) {
    super(configuration, security);
  }

  @Override
  protected StorageManager createStorageManager() {
    return new Store();
  }

  @Override
  protected PagingStoreFactory getPagingStoreFactory() {
    return new Pages();
  }

  /** Opens the two journals as the library does, apart from the files' class. */
  private final class Store extends JournalStorageManager {
    Store() {
      super(
          BrokerServer.this.getConfiguration(),
          BrokerServer.this.getCriticalAnalyzer(),
          BrokerServer.this.executorFactory,
          BrokerServer.this.scheduledPool,
          BrokerServer.this.ioExecutorFactory,
          BrokerServer.this.ioCriticalErrorListener);
    }

    @Override
    protected void init(Configuration config, IOCriticalErrorListener onTrouble) {
      bindingsFF =
          new JournalFiles(config.getBindingsLocation(), onTrouble, config.getJournalMaxIO_NIO());
      bindingsFF.setDatasync(config.isJournalDatasync());
      bindingsJournal = bindings(config, onTrouble);
      originalBindingsJournal = bindingsJournal;
      journalFF = new JournalFiles(config, onTrouble);
      journalFF.setDatasync(config.isJournalDatasync());
      int size = fixJournalFileSize(config.getJournalFileSize(), journalFF.getAlignment());
      messageJournal = createMessageJournal(config, onTrouble, size);
      messageJournal.replaceableRecord(JournalRecordIds.UPDATE_DELIVERY_COUNT);
      messageJournal.replaceableRecord(JournalRecordIds.SET_SCHEDULED_DELIVERY_TIME);
      originalMessageJournal = messageJournal;
      largeMessagesDirectory = config.getLargeMessagesDirectory();
      largeMessagesFactory = new JournalFiles(config.getLargeMessagesLocation(), onTrouble, 1);
    }

    private Journal bindings(Configuration config, IOCriticalErrorListener onTrouble) {
      return new JournalImpl(
          ioExecutorFactory,
          1 << 20,
          2,
          config.getJournalPoolFiles(),
          config.getJournalCompactMinFiles(),
          config.getJournalCompactPercentage(),
          config.getJournalFileOpenTimeout(),
          bindingsFF,
          "activemq-bindings",
          "bindings",
          1,
          0,
          onTrouble,
          config.getJournalMaxAtticFiles());
    }
  }

  /** Pages, where messages go when memory is full. */
  private final class Pages extends PagingStoreFactoryNIO {
    Pages() {
      super(
          BrokerServer.this.getStorageManager(),
          BrokerServer.this.getConfiguration().getPagingLocation(),
          BrokerServer.this.getConfiguration().getPageSyncTimeout(),
          BrokerServer.this.scheduledPool,
          BrokerServer.this.pageExecutorFactory,
          BrokerServer.this.getConfiguration().isJournalSyncNonTransactional(),
          BrokerServer.this.ioCriticalErrorListener);
    }

    @Override
    protected SequentialFileFactory newFileFactory(String directory) {
      return new JournalFiles(
          new File(getConfiguration().getPagingLocation(), directory), ioCriticalErrorListener, 1);
    }
  }
}

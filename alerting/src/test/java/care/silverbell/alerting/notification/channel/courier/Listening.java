package care.silverbell.alerting.notification.channel.courier;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** A socket that takes whoever comes, each in a thread of its own, until it is closed. */
public final class Listening implements AutoCloseable {
  private final ServerSocket door;
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();

  /** Not yet taking anybody. */
  public Listening(ServerSocket door) {
    this.door = door;
  }

  /** Begins to hand those who come to {@code serve}. */
  public void begin(Consumer<Socket> serve) {
    Thread.ofVirtual().start(() -> listen(serve));
  }

  public int port() {
    return door.getLocalPort();
  }

  private void listen(Consumer<Socket> serve) {
    while (!door.isClosed()) {
      try {
        Socket socket = door.accept();
        sockets.add(socket);
        Thread.ofVirtual().start(() -> serve.accept(socket));
      } catch (IOException e) {
        return;
      }
    }
  }

  /** Hangs up on everybody. */
  @Override
  public void close() throws IOException {
    door.close();
    for (Socket socket : sockets) {
      socket.close();
    }
  }
}

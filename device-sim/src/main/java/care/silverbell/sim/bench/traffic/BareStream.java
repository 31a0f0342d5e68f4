package care.silverbell.sim.bench.traffic;

import care.silverbell.sim.bench.part.Loopback;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The barest live stream: one client on a plain socket, an event written as soon as there is one.
 */
final class BareStream implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 10;
  private static final int REQUEST_BYTES = 8192;
  private static final String HEAD =
      "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n";

  private final ServerSocket server;
  private final CompletableFuture<Socket> client = new CompletableFuture<>();

  BareStream() throws IOException {
    server = new ServerSocket(0, 1, InetAddress.getByName(Loopback.HOST));
    Thread.ofPlatform().daemon().name("bare-stream").start(this::accept);
  }

  private void accept() {
    try {
      Socket socket = server.accept();
      socket.setTcpNoDelay(true);
      // The request is one small packet on the loopback; what it says does not matter.
      if (socket.getInputStream().read(new byte[REQUEST_BYTES]) > 0) {
        socket.getOutputStream().write(HEAD.getBytes(StandardCharsets.US_ASCII));
      }
      client.complete(socket);
    } catch (IOException e) {
      client.completeExceptionally(e);
    }
  }

  URI address() {
    return URI.create("http://" + Loopback.HOST + ":" + server.getLocalPort() + "/");
  }

  void write(String event, String data) throws IOException {
    OutputStream out = socket().getOutputStream();
    out.write(("event: " + event + "\ndata: " + data + "\n\n").getBytes(StandardCharsets.UTF_8));
  }

  private Socket socket() throws IOException {
    try {
      return client.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException("nobody listens to the bare stream", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("stopped while waiting for the bare stream's client", e);
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    Socket socket = client.getNow(null);
    if (socket != null) {
      socket.close();
    }
  }
}

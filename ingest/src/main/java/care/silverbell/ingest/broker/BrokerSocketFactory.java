package care.silverbell.ingest.broker;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.util.function.IntConsumer;
import javax.net.SocketFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * Sockets to the broker: buffered on the way in (the client reads byte by byte), checked packet by
 * packet, and encrypted where asked, with the broker's name held against its certificate.
 */
final class BrokerSocketFactory extends SocketFactory {
  private final @Nullable SSLContext encryption;
  private final String host;
  private final IntConsumer redelivered;

  /**
   * @param encryption null for a plain connection
   * @param host the name the broker's certificate must bear
   * @param redelivered told the packet identifier of each message that the broker marks as handed
   *     over before
   */
  BrokerSocketFactory(@Nullable SSLContext encryption, String host, IntConsumer redelivered) {
    this.redelivered = redelivered;
    this.encryption = encryption;
    this.host = host;
  }

  @Override
  public Socket createSocket() {
    return new FramedSocket();
  }

  @Override
  public Socket createSocket(String host, int port) {
    throw new UnsupportedOperationException("the client connects its sockets itself");
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress from, int fromPort) {
    return createSocket(host, port);
  }

  @Override
  public Socket createSocket(InetAddress host, int port) {
    return createSocket(host.getHostName(), port);
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort) {
    return createSocket(host.getHostName(), port);
  }

  /** What the MQTT client takes for a plain socket; only what the client calls is passed on. */
  private final class FramedSocket extends Socket {
    private final Socket wire = new Socket();
    private Socket talk = wire;
    private @Nullable InboundFrames frames;

    @Override
    public void connect(SocketAddress broker, int timeoutMillis) throws IOException {
      wire.setTcpNoDelay(true);
      wire.connect(broker, timeoutMillis);
      if (encryption != null) {
        wire.setSoTimeout(timeoutMillis);
        talk = encrypted(encryption, ((InetSocketAddress) broker).getPort());
      }
      frames = new InboundFrames(talk.getInputStream(), redelivered);
    }

    private Socket encrypted(SSLContext context, int port) throws IOException {
      SSLSocket socket =
          (SSLSocket) context.getSocketFactory().createSocket(wire, host, port, true);
      SSLParameters parameters = socket.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      socket.setSSLParameters(parameters);
      socket.startHandshake();
      return socket;
    }

    @Override
    public InputStream getInputStream() throws IOException {
      if (frames == null) {
        throw new SocketException("not connected");
      }
      return frames;
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
      return talk.getOutputStream();
    }

    @Override
    public void setSoTimeout(int millis) throws SocketException {
      wire.setSoTimeout(millis);
    }

    @Override
    public void shutdownInput() throws IOException {
      wire.shutdownInput();
    }

    /** Closes the wire at once; a TLS farewell to a broker that is gone could wait for ever. */
    @Override
    public void close() throws IOException {
      wire.close();
    }
  }
}

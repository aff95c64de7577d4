import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AccessControl, AcxError, type BookingInput } from '@acx/core';

/** Where a worker takes bookings. */
export interface BookingFace {
  /** `http://127.0.0.1:<port>`. */
  readonly url: string;
  /** Takes no more, and resolves when everything that was taken is answered. */
  close(): Promise<void>;
}

/**
 * Takes bookings over HTTP, from this machine only and without a login: a host would put its own interface here.
 *
 * | request | answer |
 * |---|---|
 * | `PUT /bookings/<id>` with the booking as JSON | 200 once it is in the ledger |
 * | `DELETE /bookings/<id>?revision=<number>` | 200 once it is cancelled in the ledger |
 * | `GET /bookings/<id>` | what it has come to at the doors |
 * | `GET /health` | how the work goes |
 * | `GET /drift/<provider>` | how the vendor differs from the ledger |
 *
 * 422: the booking is wrong, and stays so. 503: it may be sent again, to this worker or to another one.
 */
export async function serveBookings(access: AccessControl, port: number): Promise<BookingFace> {
  let isClosing = false;
  const server = createServer((incoming, outgoing) => {
    // A client that goes on asking over the connection it has would keep the server open for ever.
    if (isClosing) outgoing.setHeader('connection', 'close');
    void answer(access, incoming, outgoing);
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : port}`,
    close: () =>
      new Promise((resolve) => {
        isClosing = true;
        server.close(() => resolve());
        server.closeIdleConnections();
      }),
  };
}

async function answer(access: AccessControl, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const send = (status: number, body: unknown): void => {
    outgoing.writeHead(status, { 'content-type': 'application/json' });
    outgoing.end(JSON.stringify(body));
  };
  try {
    const found = await act(access, incoming);
    send(found === undefined ? 404 : 200, found ?? { message: 'There is nothing here.' });
  } catch (failure) {
    const isWrong = failure instanceof SyntaxError || (AcxError.isInstance(failure) && !mayPass(failure));
    // What an AcxError says holds no personal data; of anything else that is not known.
    const message = AcxError.isInstance(failure) ? failure.message : 'It failed; nothing is known to be stored.';
    send(isWrong ? 422 : 503, { message });
  }
}

function mayPass({ code, isRetryable }: AcxError): boolean {
  return isRetryable || !['invalid_input', 'mapping', 'conflict'].includes(code);
}

async function act(access: AccessControl, incoming: IncomingMessage): Promise<unknown> {
  const { pathname, searchParams } = new URL(incoming.url ?? '/', 'http://127.0.0.1');
  const [, what, name = ''] = pathname.split('/').map(decodeURIComponent);
  switch (`${incoming.method} ${what}`) {
    case 'PUT bookings': {
      const booking: BookingInput = { ...JSON.parse(await readText(incoming)), id: name };
      await access.putBooking(booking);
      return {};
    }
    case 'DELETE bookings': {
      const revision = searchParams.get('revision');
      await access.cancelBooking(name, revision === null ? {} : { revision: Number(revision) });
      return {};
    }
    case 'GET bookings':
      return access.settled(name, { timeoutMs: 0 });
    case 'GET health':
      return access.health();
    case 'GET drift':
      return access.check({ providerId: name });
    default:
      return undefined;
  }
}

async function readText(incoming: IncomingMessage): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

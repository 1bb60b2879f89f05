import { ChildProcess, spawn } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { packageRoot } from './virtual-environment';

const GRACE_MS = 2_000;
const START_TIMEOUT_MS = 60_000;
const SIGNALS: NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/** Starts the emulator's Python server on a port of 127.0.0.1. */
export function startServer(interpreter: string, port: number, auth: boolean): ServerProcess {
  return new ServerProcess(spawn(interpreter, ['-m', 'extension'], {
    cwd: __dirname,
    env: serverEnvironment(port, auth),
    detached: true,
    stdio: ['pipe', 'pipe', 'pipe'],
  }));
}

/** The emulator's Python server and the workers it starts: one process group that never outlives this process. */
export class ServerProcess {
  private output = '';
  private readonly ended: Promise<void>;

  public constructor(private readonly child: ChildProcess) {
    for (const stream of [child.stdout!, child.stderr!]) {
      stream.on('data', (chunk: Buffer) => {
        this.output = (this.output + chunk).slice(-20_000);
      });
    }
    this.ended = new Promise((resolve) => child.once('error', (error) => {
      this.output += error.message;
      resolve();
    }).once('exit', () => resolve()));
    process.once('exit', this.killNow);
    SIGNALS.forEach((signal) => process.once(signal, this.onSignal));
  }

  private readonly killNow = () => this.signal('SIGKILL');

  private readonly onSignal = (signal: NodeJS.Signals) => {
    this.killNow();
    this.forget();
    process.kill(process.pid, signal);
  };

  /** The id of the server's process and of its group. */
  public get pid(): number {
    return this.child.pid!;
  }

  /** Waits until the server answers; throws with its output when it ends before. */
  public async untilHealthy(endpoint: string): Promise<void> {
    const deadline = Date.now() + START_TIMEOUT_MS;
    let running = true;
    void this.ended.then(() => {
      running = false;
    });
    while (!await isHealthy(endpoint)) {
      if (!running || Date.now() > deadline) {
        await this.stop();
        throw new Error(`The emulator did not start at ${endpoint}:\n${this.output.trim()}`);
      }
      await sleep(50);
    }
  }

  /** Ends the whole group: asks first, then insists. */
  public async stop(): Promise<void> {
    this.signal('SIGTERM');
    const timer = new AbortController();
    await Promise.race([this.ended, sleep(GRACE_MS, undefined, { signal: timer.signal }).catch(() => undefined)]);
    timer.abort();
    // The server may have gone and left workers behind.
    this.killNow();
    await this.ended;
    this.forget();
  }

  private forget(): void {
    process.off('exit', this.killNow);
    SIGNALS.forEach((signal) => process.off(signal, this.onSignal));
  }

  private signal(signal: NodeJS.Signals): void {
    try {
      process.kill(-this.child.pid!, signal);
    } catch {
      // No such group: it has ended.
    }
  }
}

function serverEnvironment(port: number, auth: boolean): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !/^(AWS|MINISTACK|PYTHON)_?/.test(name));
  return {
    ...Object.fromEntries(inherited),
    AUTH: String(auth),
    BIND_HOST: '127.0.0.1',
    GATEWAY_PORT: String(port),
    IOT_MTLS_ENABLED: '0',
    LOG_LEVEL: 'WARNING',
    MINISTACK_HOST: 'localhost',
    // Lambda functions find the SDK here that AWS's runtime brings.
    NODE_PATH: [join(packageRoot(__dirname), 'node_modules'), process.env.NODE_PATH].filter(Boolean).join(delimiter),
    PYTHONDONTWRITEBYTECODE: '1',
    PYTHONUNBUFFERED: '1',
  };
}

async function isHealthy(endpoint: string): Promise<boolean> {
  try {
    return (await fetch(`${endpoint}/_ministack/health`)).ok;
  } catch {
    return false;
  }
}

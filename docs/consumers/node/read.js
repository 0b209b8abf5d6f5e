// Prints alerts as JSON lines: node read.js [COUNT]. Ends after COUNT alerts, or when it is stopped.
import { Kafka, logLevel } from 'kafkajs';
import { SchemaRegistry } from '@kafkajs/confluent-schema-registry';

const brokers = (process.env.BOOTSTRAP_SERVERS ?? '127.0.0.1:9092').split(',');
const host = process.env.SCHEMA_REGISTRY_URL ?? 'http://127.0.0.1:8081';
const count = Number(process.argv[2] ?? Infinity);

const registry = new SchemaRegistry({ host });
const consumer = new Kafka({ brokers, logLevel: logLevel.ERROR }).consumer({
  groupId: process.env.GROUP_ID ?? `alerts-reader-${process.pid}`,
  // Alerts of transactions that were not committed are no alerts. This is the default; it must stay so.
  readUncommitted: false,
});

// Decimals (quantity, value) come as bytes: they are shown as hexadecimal digits. Nothing here needs to reckon with them.
const shown = (name, value) => (value?.type === 'Buffer' ? Buffer.from(value.data).toString('hex') : value);

const seen = new Map();
let printed = 0;

await consumer.connect();
await consumer.subscribe({ topic: process.env.TOPIC ?? 'violations', fromBeginning: true });
await consumer.run({
  eachMessage: async ({ message }) => {
    if (!message.value || printed >= count) {
      return;
    }
    const alert = await registry.decode(message.value);
    // A state is told with a sequence that grows: what is no newer than what was seen says nothing new.
    if ((seen.get(alert.violationId) ?? -1) >= alert.sequence) {
      return;
    }
    seen.set(alert.violationId, alert.sequence);
    console.log(JSON.stringify(alert, shown));
    printed += 1;
    if (printed >= count) {
      setImmediate(stop);
    }
  },
});

async function stop() {
  await consumer.disconnect();
  process.exit(0);
}
process.on('SIGINT', stop);
process.on('SIGTERM', stop);

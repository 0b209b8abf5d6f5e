// Checks ../asyncapi.yaml against the specification, and the Avro schemas that it refers to: node check.js
import { fileURLToPath } from 'node:url';
import { fromFile, Parser } from '@asyncapi/parser';
import { AvroSchemaParser } from '@asyncapi/avro-schema-parser';

const file = fileURLToPath(new URL('../asyncapi.yaml', import.meta.url));
const parser = new Parser();
parser.registerSchemaParser(AvroSchemaParser());
const { document, diagnostics } = await fromFile(parser, file).parse();

const NAMES = ['error', 'warning', 'info', 'hint'];
for (const { severity, path, message } of diagnostics) {
  console.log(`${NAMES[severity]}: ${path.join('.')}: ${message}`);
}
console.log(document ? `${document.allMessages().all().length} messages` : 'no valid document');
process.exit(document ? 0 : 1);

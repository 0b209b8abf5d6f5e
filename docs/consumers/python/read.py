"""Prints alerts as JSON lines: python3 read.py [COUNT]. Needs confluent-kafka with Avro: pip install 'confluent-kafka[avro]'."""
import json
import os
import sys

from confluent_kafka import DeserializingConsumer
from confluent_kafka.schema_registry import SchemaRegistryClient
from confluent_kafka.schema_registry.avro import AvroDeserializer
from confluent_kafka.serialization import StringDeserializer

count = int(sys.argv[1]) if len(sys.argv) > 1 else sys.maxsize
registry = SchemaRegistryClient({"url": os.environ.get("SCHEMA_REGISTRY_URL", "http://127.0.0.1:8081")})
consumer = DeserializingConsumer({
    "bootstrap.servers": os.environ.get("BOOTSTRAP_SERVERS", "127.0.0.1:9092"),
    "group.id": os.environ.get("GROUP_ID", f"alerts-reader-{os.getpid()}"),
    "auto.offset.reset": "earliest",
    # librdkafka's default, which must stay so: what was not committed is no alert.
    "isolation.level": "read_committed",
    "key.deserializer": StringDeserializer(),
    "value.deserializer": AvroDeserializer(registry),
})
consumer.subscribe([os.environ.get("TOPIC", "violations")])

seen = {}
try:
    while count > 0:
        message = consumer.poll(1.0)
        if message is None:
            continue
        if message.error():
            raise SystemExit(str(message.error()))
        alert = message.value()
        # A state is told with a sequence that grows: what is no newer than what was seen says nothing new.
        if alert is None or alert["sequence"] <= seen.get(message.key(), -1):
            continue
        seen[message.key()] = alert["sequence"]
        # Decimals and instants are no JSON by themselves.
        print(json.dumps(alert, default=str, ensure_ascii=False), flush=True)
        count -= 1
finally:
    consumer.close()

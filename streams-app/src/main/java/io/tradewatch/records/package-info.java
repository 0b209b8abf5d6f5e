/**
 * The contracts in code: conversion of Avro and JSON to and from the engine's types, the registry's wire format, topic
 * names.
 *
 * <p>This package decodes and encodes records, and defines the defects of a record. It does not read or write topics,
 * and it does not use Kafka Streams or apply rules.
 */
@NullMarked
package io.tradewatch.records;

import org.jspecify.annotations.NullMarked;

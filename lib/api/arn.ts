/** The last segment of an ARN, or a bare name itself. */
export function nameOf(arn: string): string {
  return arn.slice(arn.lastIndexOf('/') + 1)
}

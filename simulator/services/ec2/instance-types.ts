import type { InstanceTypeInfo } from '@aws-sdk/client-ec2'

/** vCPUs, memory in MiB, architecture, network interfaces at most. https://aws.amazon.com/ec2/instance-types/ */
const sizes: [
  name: string,
  vcpus: number,
  memoryMib: number,
  arch: 'x86_64' | 'arm64',
  interfaces: number,
][] = [
  ['t3.micro', 2, 1024, 'x86_64', 2],
  ['t3.small', 2, 2048, 'x86_64', 3],
  ['t3.medium', 2, 4096, 'x86_64', 3],
  ['t3.large', 2, 8192, 'x86_64', 3],
  ['t4g.small', 2, 2048, 'arm64', 3],
  ['t4g.medium', 2, 4096, 'arm64', 3],
  ['m5.large', 2, 8192, 'x86_64', 3],
  ['m5.xlarge', 4, 16384, 'x86_64', 4],
  ['m6i.large', 2, 8192, 'x86_64', 3],
  ['m6i.xlarge', 4, 16384, 'x86_64', 4],
  ['m7g.large', 2, 8192, 'arm64', 3],
  ['m7g.xlarge', 4, 16384, 'arm64', 4],
  ['c5.large', 2, 4096, 'x86_64', 3],
  ['c6i.large', 2, 4096, 'x86_64', 3],
  ['c6i.xlarge', 4, 8192, 'x86_64', 4],
  ['r6i.large', 2, 16384, 'x86_64', 3],
  ['r6i.xlarge', 4, 32768, 'x86_64', 4],
]

/** The instance types that this simulator knows: a few sizes of the common families, not AWS's whole catalogue. */
export const instanceTypes: Map<string, InstanceTypeInfo> = new Map(
  sizes.map(([name, vcpus, memoryMib, arch, interfaces]) => [
    name,
    info(name, vcpus, memoryMib, arch, interfaces),
  ]),
)

function info(
  name: string,
  vcpus: number,
  memoryMib: number,
  arch: 'x86_64' | 'arm64',
  interfaces: number,
): InstanceTypeInfo {
  return {
    InstanceType: name as InstanceTypeInfo['InstanceType'],
    CurrentGeneration: true,
    FreeTierEligible: name === 't3.micro',
    BareMetal: false,
    BurstablePerformanceSupported: name.startsWith('t'),
    Hypervisor: 'nitro',
    InstanceStorageSupported: false,
    SupportedUsageClasses: ['on-demand', 'spot'],
    SupportedVirtualizationTypes: ['hvm'],
    SupportedRootDeviceTypes: ['ebs'],
    ProcessorInfo: { SupportedArchitectures: [arch] },
    VCpuInfo: { DefaultVCpus: vcpus, DefaultCores: arch === 'arm64' ? vcpus : vcpus / 2 },
    MemoryInfo: { SizeInMiB: memoryMib },
    NetworkInfo: { MaximumNetworkInterfaces: interfaces, Ipv6Supported: true },
  }
}

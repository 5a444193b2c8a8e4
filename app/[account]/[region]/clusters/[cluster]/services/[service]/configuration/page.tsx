import { decoded, type PageOf } from '@/app/names'
import { ServiceConfiguration } from './service-configuration'

/** What it shows is read by the layout already. */
export default async function Page({ params }: PageOf<'account' | 'region' | 'cluster' | 'service'>) {
  const { account, region, cluster, service } = decoded(await params)
  return <ServiceConfiguration place={{ account, region }} cluster={cluster} service={service} />
}

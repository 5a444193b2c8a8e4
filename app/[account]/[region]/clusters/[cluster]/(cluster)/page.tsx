import { decoded, type PageOf } from '@/app/names'
import { ClusterSummary } from './cluster-summary'

/** Its facts come with the layout's, which reads the cluster for its head. */
export default async function Page({ params }: PageOf<'account' | 'region' | 'cluster'>) {
  const { account, region, cluster } = decoded(await params)
  return <ClusterSummary place={{ account, region }} cluster={cluster} />
}

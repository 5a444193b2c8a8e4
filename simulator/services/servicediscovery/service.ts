import * as sdk from '@aws-sdk/client-servicediscovery'
import type { Service } from '../../wire/service.ts'
import { getNamespace, listNamespaces } from './namespaces.ts'
import { getService, listInstances, listServices } from './services.ts'

export const service: Service = {
  name: 'servicediscovery',
  sdk,
  signingName: 'servicediscovery',
  handlers: {
    GetNamespace: getNamespace,
    GetService: getService,
    ListInstances: listInstances,
    ListNamespaces: listNamespaces,
    ListServices: listServices,
  },
}

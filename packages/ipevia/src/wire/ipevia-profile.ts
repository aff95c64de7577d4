/**
 * Every name, number and text that iPevia is spoken to with. Wire names are spelled here and nowhere else.
 * iPevia's own documents are not public. What its screens show (an identifier with Type, FormatType and a hexadecimal value, over SOAP) are
 * the words of the ONVIF credential service, so that service is what is spoken. Each entry is marked: known (of iPevia), inferred (known of
 * ONVIF, taken to hold for iPevia) or assumed. Whoever has the vendor's documents corrects it here, or passes a partial profile as an
 * option.
 */
export const ipeviaProfile = {
  /** Below the base address. */
  paths: {
    credential: '/onvif/credential_service', // assumed
    events: '/onvif/event_service', // assumed
  },
  namespaces: {
    credential: 'http://www.onvif.org/ver10/credential/wsdl', // inferred
    pacs: 'http://www.onvif.org/ver10/pacs', // inferred
    events: 'http://www.onvif.org/ver10/events/wsdl', // inferred
    schema: 'http://www.onvif.org/ver10/schema', // inferred
    topics: 'http://www.onvif.org/ver10/topics', // inferred
    error: 'http://www.onvif.org/ver10/error', // inferred
    notification: 'http://docs.oasis-open.org/wsn/b-2', // inferred
    addressing: 'http://www.w3.org/2005/08/addressing', // inferred
  },
  /** Headers of addressing, sent with the operations of events. */
  addressing: {
    action: 'Action', // inferred
    to: 'To', // inferred
  },
  /** The WS-UsernameToken of older devices: SHA-1 of nonce, creation and password. */
  security: {
    namespace: 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd', // inferred
    utilityNamespace: 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd', // inferred
    passwordType: 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-username-token-profile-1.0#PasswordDigest', // inferred
    nonceEncoding: 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-soap-message-security-1.0#Base64Binary', // inferred
    item: 'Security', // inferred
    usernameToken: 'UsernameToken', // inferred
    username: 'Username', // inferred
    password: 'Password', // inferred
    passwordKind: 'Type', // inferred: attribute
    nonce: 'Nonce', // inferred
    nonceKind: 'EncodingType', // inferred: attribute
    created: 'Created', // inferred
  },
  /** SOAP actions that are not `<namespace>/<operation>`. */
  actions: {
    subscribe: 'http://docs.oasis-open.org/wsn/bw-2/NotificationProducer/SubscribeRequest', // inferred
    renew: 'http://docs.oasis-open.org/wsn/bw-2/SubscriptionManager/RenewRequest', // inferred
    unsubscribe: 'http://docs.oasis-open.org/wsn/bw-2/SubscriptionManager/UnsubscribeRequest', // inferred
    createPullPoint: 'http://www.onvif.org/ver10/events/wsdl/EventPortType/CreatePullPointSubscriptionRequest', // inferred
    pullMessages: 'http://www.onvif.org/ver10/events/wsdl/PullPointSubscription/PullMessagesRequest', // inferred
  },
  /** An operation is the name of its request; the answer is called the same with `Response` behind it. */
  operations: {
    getServiceCapabilities: 'GetServiceCapabilities', // inferred
    getSupportedFormatTypes: 'GetSupportedFormatTypes', // inferred
    getCredentialInfoList: 'GetCredentialInfoList', // inferred
    getCredentialList: 'GetCredentialList', // inferred
    getCredentials: 'GetCredentials', // inferred
    createCredential: 'CreateCredential', // inferred
    setCredential: 'SetCredential', // inferred: present with client-supplied tokens only
    modifyCredential: 'ModifyCredential', // inferred
    deleteCredential: 'DeleteCredential', // inferred
    getCredentialState: 'GetCredentialState', // inferred
    enableCredential: 'EnableCredential', // inferred
    disableCredential: 'DisableCredential', // inferred
    setCredentialAccessProfiles: 'SetCredentialAccessProfiles', // inferred
    deleteCredentialAccessProfiles: 'DeleteCredentialAccessProfiles', // inferred
    getWhitelist: 'GetWhitelist', // inferred: this and the next, since release 21.06
    addToWhitelist: 'AddToWhitelist', // inferred
    removeFromWhitelist: 'RemoveFromWhitelist', // inferred
    deleteWhitelist: 'DeleteWhitelist', // inferred
    getBlacklist: 'GetBlacklist', // inferred
    subscribe: 'Subscribe', // inferred
    renew: 'Renew', // inferred
    unsubscribe: 'Unsubscribe', // inferred
    createPullPoint: 'CreatePullPointSubscription', // inferred
    pullMessages: 'PullMessages', // inferred
  },
  /** Attributes and elements of the service capabilities. */
  capabilities: {
    item: 'Capabilities', // inferred
    identifierType: 'SupportedIdentifierType', // inferred
    maximumLimit: 'MaxLimit', // inferred
    hasValidity: 'CredentialValiditySupported', // inferred
    hasProfileValidity: 'CredentialAccessProfileValiditySupported', // inferred
    validityHasTime: 'ValiditySupportsTimeValue', // inferred
    maximumCredentials: 'MaxCredentials', // inferred
    maximumProfiles: 'MaxAccessProfilesPerCredential', // inferred
    canResetAntipassback: 'ResetAntipassbackSupported', // inferred
    takesClientTokens: 'ClientSuppliedTokenSupported', // inferred: absent is false
    maximumWhitelisted: 'MaxWhitelistedItems', // inferred: absent is 0
    maximumBlacklisted: 'MaxBlacklistedItems', // inferred: absent is 0
  },
  formatType: {
    typeName: 'CredentialIdentifierTypeName', // inferred
    item: 'FormatTypeInfo', // inferred
    formatType: 'FormatType', // inferred
    description: 'Description', // inferred
  },
  list: {
    limit: 'Limit', // inferred
    start: 'StartReference', // inferred
    next: 'NextStartReference', // inferred: absent at the end
    identifierType: 'IdentifierType', // inferred: filter of whitelist and blacklist, as the next two
    formatType: 'FormatType', // inferred
    value: 'Value', // inferred
  },
  credential: {
    item: 'Credential', // inferred
    info: 'CredentialInfo', // inferred
    data: 'CredentialData', // inferred
    /** An attribute of a credential, and the element that names one. */
    token: 'token', // inferred
    tokenElement: 'Token', // inferred
    credentialToken: 'CredentialToken', // inferred
    description: 'Description', // inferred
    holder: 'CredentialHolderReference', // inferred: free text, at most 64 characters
    validFrom: 'ValidFrom', // inferred; a date without an offset is taken for UTC (assumed), here and everywhere
    validTo: 'ValidTo', // inferred: exclusive
    identifier: 'CredentialIdentifier', // known word
    type: 'Type', // known word
    typeName: 'Name', // known word
    formatType: 'FormatType', // known word
    isExempted: 'ExemptedFromAuthentication', // inferred: required
    value: 'Value', // inferred
    accessProfile: 'CredentialAccessProfile', // inferred
    accessProfileToken: 'AccessProfileToken', // inferred
    extendedGrantTime: 'ExtendedGrantTime', // inferred
    attribute: 'Attribute', // inferred
    attributeName: 'Name', // inferred: an attribute of the element, as the next
    attributeValue: 'Value', // inferred
    state: 'State', // inferred: in CreateCredential and GetCredentialState
    stateInData: 'CredentialState', // inferred: in SetCredential
    isEnabled: 'Enabled', // inferred
    reason: 'Reason', // inferred
  },
  whitelist: {
    item: 'Identifier', // inferred: an identifier with Type and Value, nothing else
  },
  /** Written into the credential mapping of the API user and sent with every identifier. */
  identifier: {
    typeName: 'pt:CUSTOM', // known
    formatType: 'WIEGAND37', // known: the number alone
    facilityFormatType: 'WIEGAND37_FACILITY', // inferred: facility and card
  },
  subscription: {
    consumer: 'ConsumerReference', // inferred
    address: 'Address', // inferred
    referenceParameters: 'ReferenceParameters', // inferred: not supported, the path of the address must be enough
    filter: 'Filter', // inferred
    topicExpression: 'TopicExpression', // inferred
    initialTermination: 'InitialTerminationTime', // inferred: a duration such as PT1H, or an instant
    termination: 'TerminationTime', // inferred
    currentTime: 'CurrentTime', // inferred
    reference: 'SubscriptionReference', // inferred
    timeout: 'Timeout', // inferred
    messageLimit: 'MessageLimit', // inferred
    topicDialect: 'http://www.onvif.org/ver10/tev/topicExpression/ConcreteSet', // inferred
  },
  notification: {
    root: 'Notify', // inferred
    item: 'NotificationMessage', // inferred
    topic: 'Topic', // inferred
    message: 'Message', // inferred: of the notification, and the one of the schema in it
    utcTime: 'UtcTime', // inferred: attribute
    propertyOperation: 'PropertyOperation', // inferred: attribute
    source: 'Source', // inferred
    data: 'Data', // inferred
    simpleItem: 'SimpleItem', // inferred
    itemName: 'Name', // inferred: attribute, as the next
    itemValue: 'Value', // inferred
  },
  /** Paths below the topic namespace. */
  topics: {
    accessControl: 'AccessControl', // inferred
    granted: 'AccessGranted', // inferred: the decision
    taken: 'AccessTaken', // inferred: the passage
    notTaken: 'AccessNotTaken', // inferred
    denied: 'Denied', // inferred: not "AccessDenied"
    credential: 'Credential', // inferred
    identifier: 'Identifier', // inferred: of a whitelisted number
    anonymous: 'Anonymous', // inferred
    credentialNotFound: 'CredentialNotFound', // inferred: Denied only
  },
  items: {
    accessPoint: 'AccessPointToken', // inferred
    credential: 'CredentialToken', // inferred
    holder: 'CredentialHolderName', // inferred: personal data
    identifierType: 'IdentifierType', // inferred
    formatType: 'FormatType', // inferred
    identifierValue: 'IdentifierValue', // inferred
    reason: 'Reason', // inferred: Denied only
  },
  /** Last subcodes of faults, without their prefix. */
  faults: {
    notFound: 'NotFound', // inferred
    duplicatedIdentifier: 'DuplicatedIdentifierValue', // inferred
    invalidIdentifier: 'InvalidIdentifierValue', // inferred
    referenceNotFound: 'ReferenceNotFound', // inferred
    invalidStartReference: 'InvalidStartReference', // inferred: start over
    tooManyItems: 'TooManyItems', // inferred
    maximumCredentials: 'MaxCredentials', // inferred: below CapabilityViolated
    maximumWhitelisted: 'MaxWhitelistedItems', // inferred
    maximumProfiles: 'MaxAccessProfilesPerCredential', // inferred
    validityNotSupported: 'CredentialValiditySupported', // inferred: dates where the capability is absent
    profileValidityNotSupported: 'CredentialAccessProfileValiditySupported', // inferred
    clientTokenNotSupported: 'ClientSuppliedTokenSupported', // inferred
    identifierTypeNotSupported: 'SupportedIdentifierType', // inferred
    invalidFormatType: 'InvalidFormatType', // inferred
    duplicatedIdentifierType: 'DuplicatedIdentifierType', // inferred: two identifiers of one type in a credential
    duplicatedAttribute: 'DuplicatedAttributes', // inferred
    capabilityViolated: 'CapabilityViolated', // inferred
    invalidArgument: 'InvalidArgVal', // inferred
    tokenNotEmpty: 'InvalidArgs', // inferred: CreateCredential with a token
    notAuthorized: 'NotAuthorized', // inferred
    failedAuthentication: 'FailedAuthentication', // inferred: of a UsernameToken
    invalidSecurity: 'InvalidSecurity', // inferred: of a UsernameToken
    notSupported: 'ActionNotSupported', // inferred
    resourceUnknown: 'ResourceUnknownFault', // inferred: a subscription that is gone
    unableToRenew: 'UnacceptableTerminationTimeFault', // inferred
  },
} as const satisfies Record<string, Record<string, string>>;

/** The names of one installation. */
export type IpeviaProfile = {
  readonly [Section in keyof typeof ipeviaProfile]: {
    readonly [Name in keyof (typeof ipeviaProfile)[Section]]: string;
  };
};

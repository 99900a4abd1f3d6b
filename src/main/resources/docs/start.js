// Shows the API document of this node. Requests tried from here act as the person chosen in the pages, or in "Authorize".
SwaggerUIBundle({
  url: '/openapi.yaml',
  dom_id: '#api',
  deepLinking: true,
  docExpansion: 'list',
  validatorUrl: null,
  requestInterceptor: request => {
    request.headers['X-Baton-Request'] = 'docs';
    return request;
  },
});
